import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, photo, startBrowser } from './browser';

describe.skipIf(browserPath === undefined)('the Jobs screen in a browser', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startFakeServer();
    page = await browser.newPage();
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Jobs' }).click();
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  const send = async (...names: string[]) => {
    await page.setInputFiles('.job-start input[type=file]', names.map(photo));
    await page.getByRole('article').waitFor();
    return server.jobs.all[0]!;
  };
  const progress = () => page.getByRole('article').getByRole('progressbar').getAttribute('aria-valuenow');

  test('send_Photos_ShowsProgressAndSentencesAsTheyCome', async () => {
    const job = await send('coffee.png', 'rocket.jpg', 'chelsea.png');
    expect(job.names).toEqual(['coffee.png', 'rocket.jpg', 'chelsea.png']);
    expect(await progress()).toBe('0');

    server.jobs.decide(job, 1);
    await page.getByText('Sentence 1.').waitFor();
    expect(await progress()).toBe('1');
    server.jobs.decide(job, 0, 'It is cut off.');
    server.jobs.decide(job, 2);

    await page.getByRole('heading', { name: '2 of 3 done, 1 without a caption' }).waitFor();
    await page.getByText('It is cut off.').waitFor();
    expect(await page.getByRole('img', { name: 'Sentence 2' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(`/v1/jobs/${job.id}/results?format=csv`);
  });

  test('send_PictureThatTheBrowserCannotShow_HasAnEmptyFrame', async () => {
    await page.setInputFiles('.job-start input[type=file]', [{ name: 'scan.tiff', mimeType: 'image/tiff', buffer: Buffer.from('II*\0') }]);
    await page.getByRole('article').waitFor();

    server.jobs.decide(server.jobs.all[0]!, 0);

    await page.getByText('Sentence 0.').waitFor();
    expect(await page.getByRole('article').getByRole('img').count()).toBe(0);
    expect(await page.locator('.frame-empty').count()).toBe(1);
  });

  test('follow_StreamBreaks_GoesOnWhereItWas', async () => {
    const job = await send('coffee.png', 'rocket.jpg');
    server.jobs.decide(job, 0);
    await page.getByText('Sentence 0.').waitFor();

    server.jobs.drop(job);
    server.jobs.decide(job, 1);

    await page.getByRole('heading', { name: '2 of 2 done' }).waitFor();
  });

  test('cancel_OpenJob_SaysSoAndThenForgets', async () => {
    await send('coffee.png');

    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Cancelled: 0 of 1 done' }).waitFor();
    await page.getByRole('button', { name: 'Forget' }).click();

    await page.getByText('No jobs yet.').waitFor();
  });

  test('load_ByItsAddress_ListsRecentJobs', async () => {
    const job = await send('coffee.png');
    server.jobs.decide(job, 0);
    await page.getByRole('heading', { name: '1 of 1 done' }).waitFor();

    await page.reload();

    await page.getByRole('button', { name: /1 of 1 done/ }).click();
    await page.getByText('Sentence 0.').waitFor();
  });
});
