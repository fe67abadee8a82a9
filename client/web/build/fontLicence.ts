import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const licence = new URL('../node_modules/@fontsource-variable/newsreader/LICENSE', import.meta.url);

/** The font's licence (OFL 1.1) asks to travel with the font. */
export function fontLicence(): Plugin {
  return {
    name: 'font-licence',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'newsreader-license.txt', source: readFileSync(licence, 'utf8') });
    },
  };
}
