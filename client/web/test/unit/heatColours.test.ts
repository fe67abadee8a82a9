import { expect, test } from 'vitest';
import { heatColours, paint } from '../../src/attention/heatColours';

const brightness = (index: number) => heatColours[index * 4]! + heatColours[index * 4 + 1]! + heatColours[index * 4 + 2]!;

test('heatColours_StrongerAttention_IsNeverDarker', () => {
  for (let index = 1; index < 256; index++) expect(brightness(index)).toBeGreaterThanOrEqual(brightness(index - 1));
});

test('paint_StrengthsOutOfRange_AreHeldAtTheEnds', () => {
  const pixels = new Uint8ClampedArray(8);
  paint(Float32Array.of(-1, 2), pixels);
  expect([...pixels]).toEqual([...heatColours.slice(0, 4), ...heatColours.slice(-4)]);
});
