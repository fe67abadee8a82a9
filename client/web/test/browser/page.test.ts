import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, photo, startBrowser } from './browser';
import { attentionPeak } from './heatMap';

describe.skipIf(browserPath === undefined)('the page in a browser', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startFakeServer();
    page = await open({});
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await server.stop();
    expect(faults.splice(0)).toEqual([]);
  });

  async function open(options: Parameters<Browser['newPage']>[0]): Promise<Page> {
    const opened = await browser.newPage(options);
    opened.on('pageerror', (error) => faults.push(error.message));
    opened.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('blob:')) faults.push(`asked ${request.url()}`);
    });
    await opened.goto(server.url);
    return opened;
  }

  const choose = (...names: string[]) => page.setInputFiles('input[type=file]', names.map(photo));
  const card = (name: string) => page.getByRole('article', { name });
  const uploads = () => server.requests.filter((request) => request.startsWith('POST'));

  test('header_ModelLoaded_NamesIt', async () => {
    await page.getByText('int8 on cpu').waitFor();
    expect(await page.locator('.model').innerText()).toMatch(/ready\s+default\s+int8 on cpu\s+5e1fa3c70b/);
  });

  test('choose_NewPhoto_ShowsItsSentenceAndVerdict', async () => {
    await choose('coffee.png');

    await page.getByRole('heading', { name: 'A white toilet sitting on top of a white plate.' }).waitFor();
    const verdict = card('coffee.png').getByRole('meter');
    expect(await verdict.getAttribute('aria-valuetext')).toBe("as good as a person's: 4 in 10, 44\u00a0%");
    await page.getByText('What it rests on').click();
    const adequacy = card('coffee.png').getByRole('meter', { name: /Adequacy/ });
    expect(await adequacy.getAttribute('aria-valuetext')).toBe('fits the picture, 85\u00a0%');
    expect(await page.getByText('Look before you use this one').count()).toBe(0);
    expect(await page.getByText('Computed for you').count()).toBe(1);
    expect(await page.getByRole('status').first().innerText()).toContain('A white toilet');
  });

  test('choose_KnownPhoto_IsNotUploaded', async () => {
    server.known.add(createHash('sha256').update(readFileSync(photo('rocket.jpg'))).digest('hex'));

    await choose('rocket.jpg');

    await page.getByText('Known already, nothing was uploaded').waitFor();
    expect(uploads()).toEqual([]);
  });

  test('choose_SeveralPhotos_ShowsACardForEach', async () => {
    await choose('coffee.png', 'rocket.jpg', 'chelsea.png', 'astronaut.png');

    await expect.poll(() => page.getByRole('toolbar').count()).toBe(4);
    expect(await page.getByRole('article').count()).toBe(4);
  });

  test('drop_PhotoOnThePage_IsTaken', async () => {
    const bytes = readFileSync(photo('rocket.jpg')).toString('base64');
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], 'dropped.jpg', { type: 'image/jpeg' }));
      return data;
    }, bytes);

    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await page.getByText('Let go to see what it says.').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });

    await card('dropped.jpg').getByRole('toolbar').waitFor();
  });

  test('upload_AnswerHeldBack_ShowsItsStepThenTheSentence', async () => {
    let release = () => {};
    server.orders.gate = new Promise((resolve) => (release = resolve));

    await choose('coffee.png');
    await page.getByText('Looking for words').waitFor();
    release();

    await card('coffee.png').getByRole('toolbar').waitFor();
  });

  test('upload_BusyServer_SaysSoAndTriesAgain', async () => {
    await page.clock.install();
    Object.assign(server.orders, { busyTimes: 1, retryAfterSeconds: 30 });

    await choose('coffee.png');
    await page.getByText('The server is busy. Trying again in 30\u00a0s (2 of 5)').waitFor();
    await page.clock.runFor(30_000);

    await card('coffee.png').getByRole('toolbar').waitFor();
    expect(uploads()).toHaveLength(2);
  });

  test('upload_NotAPicture_ShowsTheProblemInPlace', async () => {
    await page.setInputFiles('input[type=file]', { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('hello') });

    await card('notes.jpg').getByRole('heading', { name: 'This is not a picture' }).waitFor();
    await card('notes.jpg').getByText('The first bytes are of no format').waitFor();
    expect(await card('notes.jpg').getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  test('upload_ServerGone_OffersToTryAgain', async () => {
    await page.route('**/v1/captions**', (route) => route.abort());
    await choose('coffee.png');
    await page.getByRole('heading', { name: 'The server did not answer' }).waitFor();

    await page.unroute('**/v1/captions**');
    await page.getByRole('button', { name: 'Try again' }).click();

    await card('coffee.png').getByRole('toolbar').waitFor();
  });

  test('word_PointedAt_LightsUpWhereTheModelLooked', async () => {
    await choose('chelsea.png');
    const cat = page.getByRole('button', { name: /^cat/ });
    await cat.hover();

    // The recorded attention of "cat" peaks in column 4, row 1 of the 7 x 7 grid.
    await expect.poll(() => attentionPeak(page)).toEqual({ column: 4, row: 1 });
    await page.mouse.move(0, 0);
    await expect.poll(() => attentionPeak(page)).toBeNull();
  });

  test('words_ByKeyboard_AreWalkedWithArrowsAndDescribed', async () => {
    await choose('chelsea.png');
    await page.getByRole('toolbar').waitFor();
    // From the photo's remove button, one step leads into the sentence.
    await page.getByRole('button', { name: 'Remove chelsea.png' }).focus();
    await page.keyboard.press('Tab');
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');

    const focused = page.locator(':focus');
    expect(await focused.getAttribute('aria-label')).toBe('cat, looked at the upper middle, fairly sure, 60\u00a0%');
    await expect.poll(() => attentionPeak(page)).toEqual({ column: 4, row: 1 });
    await page.keyboard.press('Escape');
    await expect.poll(() => attentionPeak(page)).toBeNull();
  });

  test('word_Tapped_StaysUntilTappedAgain', async () => {
    page = await open({ hasTouch: true, viewport: { width: 360, height: 740 } });
    await choose('chelsea.png');
    const cat = page.getByRole('button', { name: /^cat/ });

    await cat.tap();
    await expect.poll(() => attentionPeak(page)).toEqual({ column: 4, row: 1 });
    await cat.tap();
    await expect.poll(() => attentionPeak(page)).toBeNull();
  });

  test('play_Words_GoesOnToTheNextAndStopsWhenAsked', async () => {
    await page.clock.install();
    await choose('coffee.png');
    await page.getByRole('button', { name: 'Play the words' }).click();
    await page.locator('.word.is-looked-at', { hasText: 'A' }).waitFor();

    await page.clock.runFor(900);
    await page.locator('.word.is-looked-at', { hasText: 'white' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();

    expect(await page.locator('.word.is-looked-at').count()).toBe(0);
  });

  test('remove_Card_TakesItAway', async () => {
    await choose('coffee.png');
    await page.getByRole('button', { name: 'Remove coffee.png' }).click();

    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'A photo in, a sentence out.' }).count()).toBe(1);
  });

  test('copy_AltText_PutsItOnTheClipboard', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose('coffee.png');
    await page.getByRole('button', { name: 'Copy alt text' }).click();

    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('A white toilet sitting on top of a white plate');
  });

  test('layout_NarrowPhone_DoesNotScrollSideways', async () => {
    page = await open({ viewport: { width: 360, height: 740 } });
    await choose('coffee.png');
    await page.getByRole('toolbar').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test('motion_NotWelcome_NothingMoves', async () => {
    page = await open({ reducedMotion: 'reduce' });
    await choose('coffee.png');
    await page.getByRole('toolbar').waitFor();

    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
