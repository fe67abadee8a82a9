import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';

const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed browser; none is ever downloaded. */
export const browserPath = candidates.find((path): path is string => path !== undefined && existsSync(path));

function startBrowser(...further: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...further,
    ],
  });
}

/** One browser for the tests of a file, which is there once they run. */
export function useBrowser(...further: string[]): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser(...further);
  });
  afterAll(() => browser.close());
  return () => browser;
}

type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;

/** What each test of a file has: a fake service of its own, and the page of it, which may not fail or ask anybody else. */
export interface FakePage {
  server: FakeServer;
  page: Page;
  open(options?: BrowserContextOptions): Promise<Page>;
}

export function useFakePage(prepare: (server: FakeServer) => void = () => {}): FakePage {
  const browser = useBrowser();
  const faults: string[] = [];
  const on = { open } as FakePage;

  async function open(options?: BrowserContextOptions): Promise<Page> {
    const page = await browser().newPage(options);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(on.server.url) && !request.url().startsWith('blob:')) faults.push(`asked ${request.url()}`);
    });
    await page.goto(on.server.url);
    return page;
  }

  beforeEach(async () => {
    on.server = await startFakeServer();
    prepare(on.server);
    on.page = await open();
  });
  afterEach(async () => {
    await Promise.all(browser().contexts().map((context) => context.close()));
    await on.server.stop();
    expect(faults.splice(0)).toEqual([]);
  });
  return on;
}

/** A free photo of the repository, with its digest. */
export function photo(name: string): string {
  return new URL(`../../../../tests/fixtures/photos/${name}`, import.meta.url).pathname;
}
