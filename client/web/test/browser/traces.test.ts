import { beforeEach, describe, expect, test } from 'vitest';
import { browserPath, useFakePage } from './browser';

describe.skipIf(browserPath === undefined)('the Traces screen in a browser', () => {
  const on = useFakePage();

  beforeEach(async () => {
    await on.page.goto(`${on.server.url}/#traces`);
  });

  test('open_TraceAndItsBatchByKeyboard_ShowsWhoElseWasInIt', async () => {
    await on.page.getByRole('button', { name: /46 ms/ }).focus();
    await on.page.keyboard.press('Enter');
    const trace = on.page.getByRole('article', { name: 'Trace' });
    await trace.getByRole('heading', { name: '46 ms, on 3 hosts' }).waitFor();
    expect(await trace.getByRole('row').count()).toBe(7);

    await trace.getByRole('button', { name: 'Batch of 2' }).focus();
    await on.page.keyboard.press('Enter');
    await trace.getByText('Released with 2 pictures, as nobody else came in time.').waitFor();
    await trace.getByRole('button', { name: '22222222 open this request' }).click();

    await trace.getByText('Trace 22222222bbbb').waitFor();
    expect(await trace.getByText('Released with').count()).toBe(0);
  });

  test('list_NoneAreKept_SaysHowToTurnItOn', async () => {
    on.server.orders.traces = false;
    await on.page.getByRole('button', { name: 'Slowest' }).click();

    await on.page.getByRole('alert').getByText('CaptionCluster:Traces:Enabled').waitFor();
  });

  test('open_NarrowestPhone_NothingIsCutOff', async () => {
    await on.page.setViewportSize({ width: 360, height: 800 });
    await on.page.getByRole('button', { name: /46 ms/ }).click();
    await on.page.getByRole('article', { name: 'Trace' }).waitFor();

    expect(await on.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
