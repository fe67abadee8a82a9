import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { browserPath, photo, useBrowser } from './browser';

/** A running server that demands a key, for example http://localhost:5000, and a key that opens captions and jobs. */
const url = process.env.CAPTIONCLUSTER_KEYED_URL;
const key = process.env.CAPTIONCLUSTER_KEY;

// One walk, from the door in to the door out: each test goes on where the one before ended.
describe.skipIf(browserPath === undefined || !url || !key)('the page of a real server that demands a key (CAPTIONCLUSTER_KEYED_URL)', () => {
  const browser = useBrowser();
  const requests: Request[] = [];
  let page: Page;

  beforeAll(async () => {
    page = await browser().newPage();
    page.on('request', (request) => requests.push(request));
    await page.goto(url!);
  });

  const signIn = async (text: string) => {
    await page.getByLabel('API key').fill(text);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const session = async () => (await page.context().cookies()).find((cookie) => cookie.name === 'captioncluster');
  const statusOf = (path: string) => page.evaluate(async (asked) => (await fetch(asked)).status, path);

  test('signIn_WrongKey_SaysSo', async () => {
    await page.getByRole('dialog', { name: 'This server asks for a key' }).waitFor();

    await signIn(`${key}-not`);

    await page.getByRole('alert').getByText('This key does not open anything here.').waitFor();
    expect(await session()).toBeUndefined();
  });

  test('signIn_RightKey_GivesASessionThatNoScriptReads', async () => {
    await signIn(key!);
    await page.locator('.model.is-ready').waitFor();

    expect(await session()).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect((await session())!.value).not.toContain(key);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie)).not.toContain('cck_');
  });

  test('choose_Photo_IsCaptioned', async () => {
    await page.setInputFiles('input[type=file]', photo('coffee.png'));

    await page.getByRole('toolbar').getByRole('button').first().waitFor();
  });

  test('send_Job_IsFollowedToItsEndAndTakenAlong', async () => {
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.setInputFiles('.job-start input[type=file]', [photo('coffee.png'), photo('rocket.jpg')]);
    await page.getByRole('heading', { name: '2 of 2 done' }).waitFor();
    const sentences = await page.locator('.frame > p:first-of-type').allInnerTexts();

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
    const file = readFileSync(await download.path(), 'utf8');

    expect(requests.some((request) => request.url().endsWith('/events'))).toBe(true);
    expect(sentences).toHaveLength(2);
    for (const sentence of sentences) expect(file).toContain(sentence);
    expect(file.trim().split('\n')).toHaveLength(3);
  });

  test('signOut_Session_IsOver', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog', { name: 'This server asks for a key' }).waitFor();

    expect(await session()).toBeUndefined();
    expect(await statusOf('v1/jobs')).toBe(401);
  });

  test('key_AllTheWhile_WasAskedForOnceAndSentInOneHeaderAlone', async () => {
    const withKey = [];
    for (const request of requests) {
      const isTold = `${request.url()} ${request.postData() ?? ''}`.includes(key!);
      expect(isTold, request.url()).toBe(false);
      if (JSON.stringify(await request.allHeaders()).includes(key!)) withKey.push(`${request.method()} ${new URL(request.url()).pathname}`);
    }

    expect(withKey).toEqual(['POST /v1/session', 'POST /v1/session']); // the wrong one, which begins with it, and the right one
  });
});
