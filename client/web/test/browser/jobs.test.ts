import { beforeEach, describe, expect, test } from 'vitest';
import { browserPath, photo, useFakePage } from './browser';

describe.skipIf(browserPath === undefined)('the Jobs screen in a browser', () => {
  const on = useFakePage();

  beforeEach(() => on.page.getByRole('link', { name: 'Jobs' }).click());

  const send = async (...names: string[]) => {
    await on.page.setInputFiles('.job-start input[type=file]', names.map(photo));
    await on.page.getByRole('article').waitFor();
    return on.server.jobs.all[0]!;
  };
  const progress = () => on.page.getByRole('article').getByRole('progressbar').getAttribute('aria-valuenow');

  test('send_Photos_ShowsProgressAndSentencesAsTheyCome', async () => {
    const job = await send('coffee.png', 'rocket.jpg', 'chelsea.png');
    expect(job.names).toEqual(['coffee.png', 'rocket.jpg', 'chelsea.png']);
    expect(await progress()).toBe('0');

    on.server.jobs.decide(job, 1);
    await on.page.getByText('Sentence 1.').waitFor();
    expect(await progress()).toBe('1');
    on.server.jobs.decide(job, 0, 'It is cut off.');
    on.server.jobs.decide(job, 2);

    await on.page.getByRole('heading', { name: '2 of 3 done, 1 without a caption' }).waitFor();
    await on.page.getByText('It is cut off.').waitFor();
    expect(await on.page.getByRole('img', { name: 'Sentence 2' }).count()).toBe(1);
    expect(await on.page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(`/v1/jobs/${job.id}/results?format=csv`);
  });

  test('send_PictureThatTheBrowserCannotShow_HasAnEmptyFrame', async () => {
    await on.page.setInputFiles('.job-start input[type=file]', [{ name: 'scan.tiff', mimeType: 'image/tiff', buffer: Buffer.from('II*\0') }]);
    await on.page.getByRole('article').waitFor();

    on.server.jobs.decide(on.server.jobs.all[0]!, 0);

    await on.page.getByText('Sentence 0.').waitFor();
    expect(await on.page.getByRole('article').getByRole('img').count()).toBe(0);
    expect(await on.page.locator('.frame-empty').count()).toBe(1);
  });

  test('follow_StreamBreaks_GoesOnWhereItWas', async () => {
    const job = await send('coffee.png', 'rocket.jpg');
    on.server.jobs.decide(job, 0);
    await on.page.getByText('Sentence 0.').waitFor();

    on.server.jobs.drop(job);
    on.server.jobs.decide(job, 1);

    await on.page.getByRole('heading', { name: '2 of 2 done' }).waitFor();
  });

  test('cancel_OpenJob_SaysSoAndThenForgets', async () => {
    await send('coffee.png');

    await on.page.getByRole('button', { name: 'Cancel' }).click();
    await on.page.getByRole('heading', { name: 'Cancelled: 0 of 1 done' }).waitFor();
    await on.page.getByRole('button', { name: 'Forget' }).click();

    await on.page.getByText('No jobs yet.').waitFor();
  });

  test('load_ByItsAddress_ListsRecentJobs', async () => {
    const job = await send('coffee.png');
    on.server.jobs.decide(job, 0);
    await on.page.getByRole('heading', { name: '1 of 1 done' }).waitFor();

    await on.page.reload();

    await on.page.getByRole('button', { name: /1 of 1 done/ }).click();
    await on.page.getByText('Sentence 0.').waitFor();
  });
});
