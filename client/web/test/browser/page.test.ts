import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { browserPath, photo, useFakePage } from './browser';
import { attentionPeak } from './heatMap';

describe.skipIf(browserPath === undefined)('the page in a browser', () => {
  const on = useFakePage();

  const choose = (...names: string[]) => on.page.setInputFiles('input[type=file]', names.map(photo));
  const card = (name: string) => on.page.getByRole('article', { name });
  const uploads = () => on.server.requests.filter((request) => request.startsWith('POST'));

  test('header_ModelLoaded_NamesIt', async () => {
    await on.page.getByText('int8 on cpu').waitFor();
    expect(await on.page.locator('.model').innerText()).toMatch(/ready\s+default\s+int8 on cpu\s+5e1fa3c70b/);
  });

  test('choose_NewPhoto_ShowsItsSentenceAndVerdict', async () => {
    await choose('coffee.png');

    await on.page.getByRole('heading', { name: 'A white toilet sitting on top of a white plate.' }).waitFor();
    const verdict = card('coffee.png').getByRole('meter');
    expect(await verdict.getAttribute('aria-valuetext')).toBe("as good as a person's: 4 in 10, 44\u00a0%");
    await on.page.getByText('What it rests on').click();
    const adequacy = card('coffee.png').getByRole('meter', { name: /Adequacy/ });
    expect(await adequacy.getAttribute('aria-valuetext')).toBe('fits the picture, 85\u00a0%');
    expect(await on.page.getByText('Look before you use this one').count()).toBe(0);
    expect(await on.page.getByText('Computed for you').count()).toBe(1);
    expect(await on.page.getByRole('status').first().innerText()).toContain('A white toilet');
  });

  test('choose_KnownPhoto_IsNotUploaded', async () => {
    on.server.known.add(createHash('sha256').update(readFileSync(photo('rocket.jpg'))).digest('hex'));

    await choose('rocket.jpg');

    await on.page.getByText('Known already, nothing was uploaded').waitFor();
    expect(uploads()).toEqual([]);
  });

  test('choose_SeveralPhotos_ShowsACardForEach', async () => {
    await choose('coffee.png', 'rocket.jpg', 'chelsea.png', 'astronaut.png');

    await expect.poll(() => on.page.getByRole('toolbar').count()).toBe(4);
    expect(await on.page.getByRole('article').count()).toBe(4);
  });

  test('drop_PhotoOnThePage_IsTaken', async () => {
    const bytes = readFileSync(photo('rocket.jpg')).toString('base64');
    const transfer = await on.page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], 'dropped.jpg', { type: 'image/jpeg' }));
      return data;
    }, bytes);

    await on.page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await on.page.getByText('Let go to see what it says.').waitFor();
    await on.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });

    await card('dropped.jpg').getByRole('toolbar').waitFor();
  });

  test('upload_AnswerHeldBack_ShowsItsStepThenTheSentence', async () => {
    let release = () => {};
    on.server.orders.gate = new Promise((resolve) => (release = resolve));

    await choose('coffee.png');
    await on.page.getByText('Looking for words').waitFor();
    release();

    await card('coffee.png').getByRole('toolbar').waitFor();
  });

  test('upload_BusyServer_SaysSoAndTriesAgain', async () => {
    await on.page.clock.install();
    Object.assign(on.server.orders, { busyTimes: 1, retryAfterSeconds: 30 });

    await choose('coffee.png');
    await on.page.getByText('The server is busy. Trying again in 30\u00a0s (2 of 5)').waitFor();
    await on.page.clock.runFor(30_000);

    await card('coffee.png').getByRole('toolbar').waitFor();
    expect(uploads()).toHaveLength(2);
  });

  test('upload_NotAPicture_ShowsTheProblemInPlace', async () => {
    await on.page.setInputFiles('input[type=file]', { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('hello') });

    await card('notes.jpg').getByRole('heading', { name: 'This is not a picture' }).waitFor();
    await card('notes.jpg').getByText('The first bytes are of no format').waitFor();
    expect(await card('notes.jpg').getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  test('upload_ServerGone_OffersToTryAgain', async () => {
    await on.page.route('**/v1/captions**', (route) => route.abort());
    await choose('coffee.png');
    await on.page.getByRole('heading', { name: 'The server did not answer' }).waitFor();

    await on.page.unroute('**/v1/captions**');
    await on.page.getByRole('button', { name: 'Try again' }).click();

    await card('coffee.png').getByRole('toolbar').waitFor();
  });

  test('word_PointedAt_LightsUpWhereTheModelLooked', async () => {
    await choose('chelsea.png');
    const cat = on.page.getByRole('button', { name: /^cat/ });
    await cat.hover();

    // The recorded attention of "cat" peaks in column 4, row 1 of the 7 x 7 grid.
    await expect.poll(() => attentionPeak(on.page)).toEqual({ column: 4, row: 1 });
    await on.page.mouse.move(0, 0);
    await expect.poll(() => attentionPeak(on.page)).toBeNull();
  });

  test('words_ByKeyboard_AreWalkedWithArrowsAndDescribed', async () => {
    await choose('chelsea.png');
    await on.page.getByRole('toolbar').waitFor();
    // From the photo's remove button, one step leads into the sentence.
    await on.page.getByRole('button', { name: 'Remove chelsea.png' }).focus();
    await on.page.keyboard.press('Tab');
    for (let step = 0; step < 5; step++) await on.page.keyboard.press('ArrowRight');

    const focused = on.page.locator(':focus');
    expect(await focused.getAttribute('aria-label')).toBe('cat, looked at the upper middle, fairly sure, 60\u00a0%');
    await expect.poll(() => attentionPeak(on.page)).toEqual({ column: 4, row: 1 });
    await on.page.keyboard.press('Escape');
    await expect.poll(() => attentionPeak(on.page)).toBeNull();
  });

  test('word_Tapped_StaysUntilTappedAgain', async () => {
    on.page = await on.open({ hasTouch: true, viewport: { width: 360, height: 740 } });
    await choose('chelsea.png');
    const cat = on.page.getByRole('button', { name: /^cat/ });

    await cat.tap();
    await expect.poll(() => attentionPeak(on.page)).toEqual({ column: 4, row: 1 });
    await cat.tap();
    await expect.poll(() => attentionPeak(on.page)).toBeNull();
  });

  test('play_Words_GoesOnToTheNextAndStopsWhenAsked', async () => {
    await on.page.clock.install();
    await choose('coffee.png');
    await on.page.getByRole('button', { name: 'Play the words' }).click();
    await on.page.locator('.word.is-looked-at', { hasText: 'A' }).waitFor();

    await on.page.clock.runFor(900);
    await on.page.locator('.word.is-looked-at', { hasText: 'white' }).waitFor();
    await on.page.getByRole('button', { name: 'Stop' }).click();

    expect(await on.page.locator('.word.is-looked-at').count()).toBe(0);
  });

  test('remove_Card_TakesItAway', async () => {
    await choose('coffee.png');
    await on.page.getByRole('button', { name: 'Remove coffee.png' }).click();

    expect(await on.page.getByRole('article').count()).toBe(0);
    expect(await on.page.getByRole('heading', { name: 'A photo in, a sentence out.' }).count()).toBe(1);
  });

  test('copy_AltText_PutsItOnTheClipboard', async () => {
    await on.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose('coffee.png');
    await on.page.getByRole('button', { name: 'Copy alt text' }).click();

    await on.page.getByText('Copied').waitFor();
    expect(await on.page.evaluate(() => navigator.clipboard.readText())).toBe('A white toilet sitting on top of a white plate');
  });

  test('layout_NarrowPhone_DoesNotScrollSideways', async () => {
    on.page = await on.open({ viewport: { width: 360, height: 740 } });
    await choose('coffee.png');
    await on.page.getByRole('toolbar').waitFor();
    for (const summary of await on.page.locator('summary').all()) await summary.click();

    expect(await on.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test('motion_NotWelcome_NothingMoves', async () => {
    on.page = await on.open({ reducedMotion: 'reduce' });
    await choose('coffee.png');
    await on.page.getByRole('toolbar').waitFor();

    expect(await on.page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
