import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed browser; none is ever downloaded. */
export const browserPath = candidates.find((path): path is string => path !== undefined && existsSync(path));

export function startBrowser(...further: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...further,
    ],
  });
}

/** A free photo of the repository, with its digest. */
export function photo(name: string): string {
  return new URL(`../../../../tests/fixtures/photos/${name}`, import.meta.url).pathname;
}
