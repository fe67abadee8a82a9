import { describe, expect, test } from 'vitest';
import { browserPath, photo, useFakePage } from './browser';

const key = 'cck_a-key-for-the-page';

describe.skipIf(browserPath === undefined)('the page of a server that demands a key', () => {
  const on = useFakePage((server) => (server.orders.key = key));

  const ready = () => on.page.locator('.model.is-ready').waitFor();
  const signIn = async (text: string) => {
    await on.page.getByLabel('API key').waitFor();
    await on.page.keyboard.type(text);
    await on.page.keyboard.press('Enter');
  };

  test('load_WithoutASession_AsksOnceByKeyboardAndGoesOn', async () => {
    await on.page.getByRole('dialog', { name: 'This server asks for a key' }).waitFor();
    await signIn(key);
    await ready();

    await on.page.setInputFiles('input[type=file]', photo('coffee.png'));
    await on.page.getByRole('article').getByRole('heading').waitFor();

    expect(await on.page.getByRole('dialog').count()).toBe(0);
    expect(on.page.url()).not.toContain(key);
    expect(on.server.requests.filter((request) => request === 'POST /v1/session')).toHaveLength(1);
    expect(await on.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie)).not.toContain(key);
  });

  test('signIn_WrongKey_SaysSoAndTakesTheNext', async () => {
    await signIn('cck_another');
    await on.page.getByRole('alert').getByText('This key does not open anything here.').waitFor();

    await signIn(key);

    await ready();
  });

  test('load_WithASession_FollowsJobs', async () => {
    await signIn(key);
    await ready();
    await on.page.reload();
    await ready();
    await on.page.getByRole('link', { name: 'Jobs' }).click();

    await on.page.setInputFiles('.job-start input[type=file]', [photo('coffee.png')]);
    await on.page.getByRole('article').waitFor();
    on.server.jobs.decide(on.server.jobs.all[0]!, 0);

    await on.page.getByText('Sentence 0.').waitFor();
  });

  test('escape_Dialog_LeavesAButtonThatOpensItAgain', async () => {
    await on.page.getByLabel('API key').waitFor();
    await on.page.keyboard.press('Escape');

    await on.page.getByRole('button', { name: 'Sign in' }).click();
    await signIn(key);

    await on.page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  test('signOut_Session_IsOver', async () => {
    await signIn(key);
    await ready();

    await on.page.getByRole('button', { name: 'Sign out' }).click();

    await on.page.getByRole('dialog').waitFor();
    expect(on.server.requests).toContain('DELETE /v1/session');
  });
});
