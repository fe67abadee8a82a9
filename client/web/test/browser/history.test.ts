import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, photo, useBrowser } from './browser';

describe.skipIf(browserPath === undefined)('the History screen in a browser', () => {
  const browser = useBrowser();
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;

  beforeEach(async () => {
    server = await startFakeServer();
    page = await browser().newPage();
    await page.goto(server.url);
    await page.setInputFiles('input[type=file]', ['coffee.png', 'rocket.jpg'].map(photo));
    await expect.poll(() => page.getByRole('toolbar').count()).toBe(2);
    await expect.poll(() => page.locator('.stage-photo').count()).toBe(2);
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  const lines = () => page.locator('.history-line').count();
  const reopen = async () => {
    await page.goto(`${server.url}/#history`);
    await page.reload();
  };

  test('load_Again_ListsWhatWasCaptionedWithItsPictures', async () => {
    await reopen();

    const image = page.getByRole('img', { name: 'A white toilet sitting on top of a white plate' });
    await image.waitFor();
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(256);
    expect(await lines()).toBe(2);
  });

  test('search_Words_LeavesWhatHasThemAndSavesThat', async () => {
    await reopen();
    await page.getByRole('searchbox', { name: 'Search' }).fill('WHITE coffee');
    await expect.poll(lines).toBe(1);
    expect(await page.getByRole('status').first().innerText()).toBe('1 of 2 pictures');

    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);

    expect(saved.suggestedFilename()).toBe('captions.csv');
    const rows = readFileSync(await saved.path(), 'utf8').trim().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain('coffee.png,A white toilet sitting on top of a white plate.');
  });

  test('clear_AskedTwice_IsEmptyForGood', async () => {
    await reopen();
    await page.getByRole('button', { name: 'Remove rocket.jpg from the history' }).click();
    await expect.poll(lines).toBe(1);

    await page.getByRole('button', { name: 'Clear the history' }).click();
    await page.getByRole('button', { name: 'Clear it for good' }).click();
    await page.getByText('Nothing yet.').waitFor();
    await page.reload();

    await page.getByText('Nothing yet.').waitFor();
  });
});
