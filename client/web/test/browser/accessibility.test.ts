import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { startFakeServer } from '../fake/fakeServer.mjs';
import { violationsOf } from './axe';
import { browserPath, photo, useBrowser } from './browser';

type Server = Awaited<ReturnType<typeof startFakeServer>>;

async function choosePhotos(page: Page): Promise<void> {
  await page.setInputFiles('input[type=file]', [photo('coffee.png'), photo('rocket.jpg'), new URL(import.meta.url).pathname]);
  await page.getByText('2 of 3 captioned, 1 without a caption').waitFor();
  await page.getByRole('img', { name: 'A white toilet sitting' }).waitFor();
}

/** A screen, and how one gets there. */
const screens: ReadonlyArray<readonly [name: string, go: (page: Page, server: Server) => Promise<unknown>]> = [
  ['start', (page) => page.locator('.model.is-ready').waitFor()],
  ['photos', choosePhotos],
  [
    'photos, everything open',
    async (page) => {
      await choosePhotos(page);
      await page.getByRole('button', { name: 'Correct the sentence' }).first().click();
      await page.getByLabel('Your sentence').fill('A cup of coffee.');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The model said').waitFor();
      await page.getByRole('button', { name: 'Correct the sentence' }).first().click();
      for (const summary of await page.locator('summary').all()) await summary.click();
    },
  ],
  [
    'jobs',
    async (page, server) => {
      await page.getByRole('link', { name: 'Jobs' }).click();
      await page.setInputFiles('.job-start input[type=file]', [photo('coffee.png'), photo('rocket.jpg')]);
      await page.getByRole('article').waitFor();
      server.jobs.decide(server.jobs.all[0]!, 0, 'It is cut off.');
      server.jobs.decide(server.jobs.all[0]!, 1);
      await page.getByText('It is cut off.').waitFor();
    },
  ],
  [
    'history',
    async (page) => {
      await choosePhotos(page);
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByRole('button', { name: 'Clear the history' }).click();
      await page.getByRole('img', { name: 'A white toilet sitting' }).waitFor();
    },
  ],
  [
    'cluster',
    async (page, server) => {
      server.orders.cluster!.silos[1]!.status = 'dead';
      await page.getByRole('link', { name: 'Cluster' }).click();
      await page.getByText('Seen last at').waitFor();
    },
  ],
  [
    'traces',
    async (page) => {
      await page.getByRole('link', { name: 'Traces' }).click();
      await page.getByRole('button', { name: /46 ms/ }).click();
      await page.getByRole('button', { name: 'Batch of 2' }).first().click();
      await page.getByText('Released with 2 pictures').waitFor();
    },
  ],
  [
    'key dialog',
    async (page, server) => {
      server.orders.key = 'cck_a-key';
      await page.reload();
      await page.getByLabel('API key').fill('another');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  ],
];

describe.skipIf(browserPath === undefined)('axe-core', () => {
  const browser = useBrowser();

  test.each(screens)('screen_%s_HasNoViolationInLightAndDark', async (_, go) => {
    const server = await startFakeServer();
    server.orders.urls = 'public';
    // High enough for all of it: what is not near the screen is not drawn, and not looked at.
    const page = await browser().newPage({ colorScheme: 'light', viewport: { width: 1280, height: 4000 } });
    try {
      await page.goto(server.url);
      await go(page, server);

      expect(await violationsOf(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsOf(page)).toEqual([]);
    } finally {
      await page.close();
      await server.stop();
    }
  });

  test('violationsOf_FieldWithoutALabel_NamesIt', async () => {
    const page = await browser().newPage();
    await page.setContent('<html lang="en"><title>A page</title><main><h1>A page</h1><input></main></html>');

    expect(await violationsOf(page)).toEqual([expect.stringMatching(/^label: .*\n {2}<input>/)]);
    await page.close();
  });
});
