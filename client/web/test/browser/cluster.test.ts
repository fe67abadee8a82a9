import { beforeEach, describe, expect, test } from 'vitest';
import { browserPath, useFakePage } from './browser';

describe.skipIf(browserPath === undefined)('the Cluster screen in a browser', () => {
  const on = useFakePage();

  beforeEach(async () => {
    await on.page.goto(`${on.server.url}/#cluster`);
  });

  test('load_TwoSilos_ShowsWhatEachDoes', async () => {
    const silo = on.page.getByRole('article', { name: 'silo-1, Working' });
    await silo.waitFor();

    expect(await on.page.getByText('2 silos work, 1.6 s of work waits.').count()).toBe(1);
    expect(await silo.innerText()).toMatch(/Waiting\s+1.4 s of work\s+In line\s+14 pictures\s+Inferred\s+1260 a minute\s+Batches filled\s+63.%/);
    await on.page.getByRole('img', { name: 'Work waiting, last 15 minutes: now' }).first().waitFor();
  });

  test('silo_Dies_IsSeenDyingAndSaidOnce', async () => {
    await on.page.getByRole('article', { name: 'silo-2, Working' }).waitFor();

    on.server.orders.cluster!.silos[1]!.status = 'silent';
    await on.page.getByRole('article', { name: 'silo-2, Not answering' }).waitFor();
    on.server.orders.cluster!.silos[1]!.status = 'dead';

    const lost = on.page.getByRole('article', { name: 'silo-2, Lost' });
    await lost.getByText('Seen last at').waitFor();
    expect(await on.page.locator('.cluster [role=status]').innerText()).toBe('silo-2: lost.');
    expect(await on.page.getByRole('article', { name: 'silo-1, Working' }).count()).toBe(1);
  });

  test('load_KeyIsNotTheAdmins_SaysWhoseItIs', async () => {
    await on.page.getByRole('article').first().waitFor();
    on.server.orders.cluster = null;

    await on.page.getByRole('alert').getByText('This is the admin’s to see.').waitFor();
  });

  test('load_NarrowestPhone_NothingIsCutOff', async () => {
    await on.page.setViewportSize({ width: 360, height: 800 });
    await on.page.getByRole('article').first().waitFor();

    expect(await on.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
