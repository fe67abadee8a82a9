import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, photo, useBrowser } from './browser';
import { drop, dragged } from './dropped';
import { attentionPeak } from './heatMap';

describe.skipIf(browserPath === undefined)('the Photos screen, as people use it', () => {
  const browser = useBrowser('--enable-precise-memory-info');
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;

  beforeEach(async () => {
    server = await startFakeServer();
    page = await browser().newPage();
    await page.goto(server.url);
    await page.locator('.model.is-ready').waitFor();
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  const rocket = readFileSync(photo('rocket.jpg'));
  const card = (name: string) => page.getByRole('article', { name, exact: true });

  test('drop_ThirtyPhotosWithThreeBroken_CaptionsTheOthersAndShowsWhichAreNot', async () => {
    await drop(page, await dragged(page, rocket, 27, 3));

    await page.getByRole('heading', { name: '27 of 30 captioned, 3 without a caption' }).waitFor();
    await page.getByRole('button', { name: 'Without a caption 3' }).click();
    expect(await page.locator('.progress-row').allInnerTexts()).toEqual([1, 2, 3].map((number) => expect.stringMatching(`broken ${number}.jpg\\s+This is not a picture`)));
    await page.getByRole('button', { name: 'broken 3.jpg' }).click();
    expect(await card('broken 3.jpg').evaluate((element) => element === document.activeElement)).toBe(true);
    await card('broken 3.jpg').getByText('The first bytes are of no format').waitFor();
    expect(await page.getByRole('status').innerText()).toBe('30 photos: 27 captioned, 3 without a caption.');
  });

  test('keyboard_Alone_ReadsTheHeatMapAndCorrectsTheSentence', async () => {
    await page.setInputFiles('input[type=file]', photo('chelsea.png'));
    await page.getByRole('toolbar').waitFor();
    await page.getByRole('button', { name: 'Remove chelsea.png' }).focus();
    await page.keyboard.press('Tab');
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => attentionPeak(page)).toEqual({ column: 4, row: 1 });

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Chelsea looks past the camera.');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Chelsea looks past the camera.' }).waitFor();
    expect(await card('chelsea.png').getByText('The model said').count()).toBe(1);
    expect(await page.locator(':focus').innerText()).toBe('Correct the sentence');

    await page.reload();
    await page.setInputFiles('input[type=file]', photo('chelsea.png'));
    await page.getByRole('heading', { name: 'Chelsea looks past the camera.' }).waitFor();
    await page.getByText('Known already, nothing was uploaded').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'A close up of a cat sitting on a bed.' }).waitFor();
    expect(server.corrections.size).toBe(0);
  });

  test('correct_ServerRefuses_SaysWhyAndKeepsTheForm', async () => {
    await page.setInputFiles('input[type=file]', photo('coffee.png'));
    await page.getByRole('button', { name: 'Correct the sentence' }).click();
    await page.getByLabel('Your sentence').fill('...');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('alert').getByText('An option makes no sense').waitFor();
    expect(await page.getByLabel('Your sentence').inputValue()).toBe('...');
  });

  test('words_AreShownAsTheyAreDecided', async () => {
    let go = () => {};
    server.orders.nextWord = new Promise((resolve) => (go = resolve));
    await page.setInputFiles('input[type=file]', photo('chelsea.png'));

    await page.locator('.is-coming', { hasText: /^a$/ }).waitFor();
    go();

    await page.getByRole('toolbar').waitFor();
  });

  test('answer_IsPaintedWithinATenthOfASecond', async () => {
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('.card h2') === null || 'painted' in window) return;
        Object.assign(window, { painted: new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))) });
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.setInputFiles('input[type=file]', photo('coffee.png'));
    await page.locator('.card h2').waitFor({ state: 'attached' });

    const painted = await page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
    expect(painted - server.orders.answeredAt).toBeLessThan(100);
  });

  test('drop_FiveHundredPhotos_LeavesThePageResponsive', async () => {
    const many = await dragged(page, readFileSync(photo('../imaging/good/jpeg_420.jpg')), 500);
    const tasks = () => page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
      Object.assign(window, { tasks });
    });
    // One that is long enough to be told, so that silence means something.
    await page.evaluate(() => setTimeout(() => { for (const end = performance.now() + 70; performance.now() < end;); }));
    await expect.poll(async () => (await tasks()).length).toBe(1);
    const heap = () => page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize);
    const before = await heap();

    await drop(page, many);
    await page.getByRole('heading', { name: 'All 500 captioned' }).waitFor();

    expect(Math.max(...(await tasks()))).toBeLessThan(200);
    expect((await heap()) - before).toBeLessThan(64 * 1024 * 1024);
    expect(await page.getByRole('article').count()).toBeLessThan(40);
    await page.getByRole('button', { name: 'photo 500.jpg' }).click();
    await card('photo 500.jpg').getByRole('toolbar').waitFor();
  });

  test('drop_Folder_TakesItsPicturesAndLeavesTheRest', async () => {
    const names = await page.evaluate(async () => {
      const file = (name: string) => ({ name, isFile: true, isDirectory: false, file: (take: (file: File) => void) => take(new File(['x'], name)) });
      const folder = (name: string, ...entries: object[]) => {
        const left = [entries, []];
        return { name, isFile: false, isDirectory: true, createReader: () => ({ readEntries: (take: (some: object[]) => void) => take(left.shift() ?? []) }) };
      };
      const entry = folder('trip', file('b 10.JPG'), file('b 9.jpg'), file('notes.txt'), file('.hidden.jpg'), folder('more', file('c.webp')));
      const transfer = { types: ['Files'], files: [], items: [{ kind: 'file', webkitGetAsEntry: () => entry }] };
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: transfer });
      document.body.dispatchEvent(event);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return [...document.querySelectorAll('.row-name')].map((element) => element.textContent);
    });

    expect(names).toEqual(['b 9.jpg', 'b 10.JPG', 'c.webp']);
  });

  test('address_WhereTheServerFetches_IsAskedFor', async () => {
    expect(await page.getByLabel('Address of a picture').count()).toBe(0);
    server.orders.urls = 'public';
    await page.reload();
    await page.getByLabel('Address of a picture').fill('dog.jpg');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This is no address of the web').waitFor();

    await page.getByLabel('Address of a picture').fill('https://pictures.example.org/dog.jpg');
    await page.keyboard.press('Enter');

    await card('https://pictures.example.org/dog.jpg').getByRole('toolbar').waitFor();
    await page.getByText('No preview: the browser cannot show this picture.').waitFor();
  });

  test('status_SameWordsTwice_IsToldTwice', async () => {
    await page.evaluate(() => {
      const told: string[] = [];
      const watch = ({ addedNodes }: MutationRecord) => addedNodes.forEach(({ textContent }) => told.push(textContent ?? ''));
      new MutationObserver((records) => records.forEach(watch)).observe(document.querySelector('#root > [role=status]')!, { childList: true });
      Object.assign(window, { told });
    });
    for (let turn = 0; turn < 2; turn++) {
      await page.setInputFiles('input[type=file]', photo('coffee.png'));
      await expect.poll(() => page.getByRole('toolbar').count()).toBe(turn + 1);
    }

    const sentence = 'coffee.png: A white toilet sitting on top of a white plate.';
    await expect.poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([sentence, sentence]);
  });

  test('load_BelowABasePath_WorksAllTheSame', async () => {
    await page.context().route(`${server.url}/tools/captions/**`, (route) => route.continue({ url: route.request().url().replace('/tools/captions', '') }));
    await page.goto(`${server.url}/tools/captions/`);
    await page.locator('.model.is-ready').waitFor();
    server.requests.length = 0;

    await page.setInputFiles('input[type=file]', photo('coffee.png'));
    await page.getByRole('button', { name: 'Correct the sentence' }).click();
    await page.getByLabel('Your sentence').fill('A cup of coffee.');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('img', { name: 'A cup of coffee.' }).waitFor();
    expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  });
});
