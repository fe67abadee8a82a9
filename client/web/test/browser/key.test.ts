import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { browserPath, photo, startBrowser } from './browser';

const key = 'cck_a-key-for-the-page';

describe.skipIf(browserPath === undefined)('the page of a server that demands a key', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startFakeServer();
    server.orders.key = key;
    page = await browser.newPage();
    await page.goto(server.url);
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  const ready = () => page.locator('.model.is-ready').waitFor();
  const signIn = async (text: string) => {
    await page.getByLabel('API key').waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };

  test('load_WithoutASession_AsksOnceByKeyboardAndGoesOn', async () => {
    await page.getByRole('dialog', { name: 'This server asks for a key' }).waitFor();
    await signIn(key);
    await ready();

    await page.setInputFiles('input[type=file]', photo('coffee.png'));
    await page.getByRole('article').getByRole('heading').waitFor();

    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(page.url()).not.toContain(key);
    expect(server.requests.filter((request) => request === 'POST /v1/session')).toHaveLength(1);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie)).not.toContain(key);
  });

  test('signIn_WrongKey_SaysSoAndTakesTheNext', async () => {
    await signIn('cck_another');
    await page.getByRole('alert').getByText('This key does not open anything here.').waitFor();

    await signIn(key);

    await ready();
  });

  test('load_WithASession_FollowsJobs', async () => {
    await signIn(key);
    await ready();
    await page.reload();
    await ready();
    await page.getByRole('link', { name: 'Jobs' }).click();

    await page.setInputFiles('.job-start input[type=file]', [photo('coffee.png')]);
    await page.getByRole('article').waitFor();
    server.jobs.decide(server.jobs.all[0]!, 0);

    await page.getByText('Sentence 0.').waitFor();
  });

  test('escape_Dialog_LeavesAButtonThatOpensItAgain', async () => {
    await page.getByLabel('API key').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Sign in' }).click();
    await signIn(key);

    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  test('signOut_Session_IsOver', async () => {
    await signIn(key);
    await ready();

    await page.getByRole('button', { name: 'Sign out' }).click();

    await page.getByRole('dialog').waitFor();
    expect(server.requests).toContain('DELETE /v1/session');
  });
});
