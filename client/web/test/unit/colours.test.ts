import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/styles/colours.css', import.meta.url), 'utf8');
const [lightText, darkText] = css.split('@media') as [string, string];
const colours = (text: string) => Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]));

const light = colours(lightText);
const schemes = { light, dark: { ...light, ...colours(darkText) } };

const pairs = [
  ['ink', 'table'],
  ['ink', 'card'],
  ['ink', 'wrong-wash'],
  ['soft', 'table'],
  ['soft', 'card'],
  ['soft', 'well'],
  ['soft', 'wrong-wash'],
  ['accent', 'card'],
  ['accent', 'wash'],
  ['wrong', 'table'],
  ['wrong', 'wrong-wash'],
  ['on-ink', 'ink'],
] as const;

/** Contrast of the WCAG 2.2, relative luminance definition. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

test.each(Object.entries(schemes).flatMap(([scheme, set]) => pairs.map((pair) => [scheme, ...pair, set] as const)))(
  'colours_%s_%s on %s_ReachesAA',
  (_scheme, text, ground, set) => {
    expect(contrast(set[text]!, set[ground]!)).toBeGreaterThanOrEqual(4.5);
  },
);
