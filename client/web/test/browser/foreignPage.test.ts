import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, useBrowser } from './browser';

/** A running server without keys, for example http://localhost:5000. */
const url = process.env.CAPTIONCLUSTER_URL;
const strangersName = 'evil.example';

describe.skipIf(browserPath === undefined || url === undefined)('a page of another origin and a real server (CAPTIONCLUSTER_URL)', () => {
  let stranger: Server;
  let page: Page;
  const ours = new URL(url ?? 'http://localhost:5000');
  const browser = useBrowser(`--host-resolver-rules=MAP ${strangersName} ${ours.hostname}`);

  beforeAll(async () => {
    stranger = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(request.url === '/frame' ? `<iframe src="${ours.origin}/"></iframe>` : '<p>Win a prize</p>');
    });
    await new Promise<void>((listening) => stranger.listen(0, listening));
  });
  afterEach(() => page.close());
  afterAll(() => {
    stranger.close();
  });

  const open = async (address: string) => {
    page = await browser().newPage();
    return page.goto(address);
  };
  const strangersPage = (host: string, path = '/') => `http://${host}:${(stranger.address() as AddressInfo).port}${path}`;
  const jobs = async () => ((await (await fetch(new URL('/v1/jobs?max=200', ours))).json()) as { jobs: unknown[] }).jobs.length;

  /** Sends what needs no leave of the server, and says what the server answered, which the page itself can't see. */
  async function send(path: string, withPhoto: boolean): Promise<number> {
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === path);
    await page.evaluate(
      async ([target, multipart]) => {
        const form = new FormData();
        form.append('file', new File(['not even a photo'], 'photo.jpg', { type: 'image/jpeg' }));
        await fetch(target as string, { method: 'POST', mode: 'no-cors', body: multipart ? form : null });
      },
      [new URL(path, ours).href, withPhoto] as const,
    );
    return (await answered).status();
  }

  // To localhost, the page at 127.0.0.1 is of another site; the one at localhost is of the same site and another origin.
  for (const host of ['127.0.0.1', 'localhost']) {
    test(`post_FromThePageAt${host}_ChangesNothing`, async () => {
      const before = await jobs();
      await open(strangersPage(host));

      expect(await send('/v1/jobs', true)).toBe(403);
      expect(await send('/v1/models/default/reload', false)).toBe(403);
      expect(await jobs()).toBe(before);
    });
  }

  test('post_FromOurOwnPage_IsTaken', async () => {
    const before = await jobs();
    await open(ours.href);

    expect(await send('/v1/jobs', true)).toBe(202);
    expect(await send('/v1/models/default/reload', false)).toBe(200);
    expect(await jobs()).toBe(before + 1);
  });

  test('get_ByAStrangersName_OpensNothing', async () => {
    const answer = await open(`http://${strangersName}:${ours.port}/v1/models`);

    expect(answer!.status()).toBe(421);
    expect(((await answer!.json()) as { type: string }).type).toBe('/problems/unknown-host');
  });

  test('frame_OnAStrangersPage_StaysEmpty', async () => {
    await open(strangersPage('127.0.0.1', '/frame'));

    await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  });
});
