import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, useBrowser } from './browser';

describe.skipIf(browserPath === undefined)('the Cluster screen in a browser', () => {
  const browser = useBrowser();
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;

  beforeEach(async () => {
    server = await startFakeServer();
    page = await browser().newPage();
    await page.goto(`${server.url}/#cluster`);
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  test('load_TwoSilos_ShowsWhatEachDoes', async () => {
    const silo = page.getByRole('article', { name: 'silo-1, Working' });
    await silo.waitFor();

    expect(await page.getByText('2 silos work, 1.6 s of work waits.').count()).toBe(1);
    expect(await silo.innerText()).toMatch(/Waiting\s+1.4 s of work\s+In line\s+14 pictures\s+Inferred\s+1260 a minute\s+Batches filled\s+63.%/);
    await page.getByRole('img', { name: 'Work waiting, last 15 minutes: now' }).first().waitFor();
  });

  test('silo_Dies_IsSeenDyingAndSaidOnce', async () => {
    await page.getByRole('article', { name: 'silo-2, Working' }).waitFor();

    server.orders.cluster!.silos[1]!.status = 'silent';
    await page.getByRole('article', { name: 'silo-2, Not answering' }).waitFor();
    server.orders.cluster!.silos[1]!.status = 'dead';

    const lost = page.getByRole('article', { name: 'silo-2, Lost' });
    await lost.getByText('Seen last at').waitFor();
    expect(await page.locator('.cluster [role=status]').innerText()).toBe('silo-2: lost.');
    expect(await page.getByRole('article', { name: 'silo-1, Working' }).count()).toBe(1);
  });

  test('load_KeyIsNotTheAdmins_SaysWhoseItIs', async () => {
    await page.getByRole('article').first().waitFor();
    server.orders.cluster = null;

    await page.getByRole('alert').getByText('This is the admin’s to see.').waitFor();
  });

  test('load_NarrowestPhone_NothingIsCutOff', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole('article').first().waitFor();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
