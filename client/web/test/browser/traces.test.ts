import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, useBrowser } from './browser';

describe.skipIf(browserPath === undefined)('the Traces screen in a browser', () => {
  const browser = useBrowser();
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;

  beforeEach(async () => {
    server = await startFakeServer();
    page = await browser().newPage();
    await page.goto(`${server.url}/#traces`);
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  test('open_TraceAndItsBatchByKeyboard_ShowsWhoElseWasInIt', async () => {
    await page.getByRole('button', { name: /46 ms/ }).focus();
    await page.keyboard.press('Enter');
    const trace = page.getByRole('article', { name: 'Trace' });
    await trace.getByRole('heading', { name: '46 ms, on 3 hosts' }).waitFor();
    expect(await trace.getByRole('row').count()).toBe(7);

    await trace.getByRole('button', { name: 'Batch of 2' }).focus();
    await page.keyboard.press('Enter');
    await trace.getByText('Released with 2 pictures, as nobody else came in time.').waitFor();
    await trace.getByRole('button', { name: '22222222 open this request' }).click();

    await trace.getByText('Trace 22222222bbbb').waitFor();
    expect(await trace.getByText('Released with').count()).toBe(0);
  });

  test('list_NoneAreKept_SaysHowToTurnItOn', async () => {
    server.orders.traces = false;
    await page.getByRole('button', { name: 'Slowest' }).click();

    await page.getByRole('alert').getByText('CaptionCluster:Traces:Enabled').waitFor();
  });

  test('open_NarrowestPhone_NothingIsCutOff', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole('button', { name: /46 ms/ }).click();
    await page.getByRole('article', { name: 'Trace' }).waitFor();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
