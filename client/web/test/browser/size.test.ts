import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const page = new URL('../../../wwwroot/index.html', import.meta.url);

test.skipIf(!existsSync(page))('firstLoad_ScriptsAndStyles_AreAtMost120KBCompressed', () => {
  const assets = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!);

  expect(assets.length).toBeGreaterThanOrEqual(2);
  const bytes = assets.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, page))).length, 0);
  expect(bytes).toBeLessThan(120_000);
});
