import { expect, test } from 'vitest';
import { whereabouts } from '../../src/attention/whereabouts';

const peakAt = (...cells: number[]) => ({
  columns: 7,
  rows: 7,
  weights: Array.from({ length: 49 }, (_, cell) => (cells.includes(cell) ? 0.3 : 0.005)),
});

test.each([
  [0, 'the upper left'],
  [3, 'the upper middle'],
  [20, 'the right side'],
  [24, 'the middle'],
  [42, 'the lower left'],
  [48, 'the lower right'],
])('whereabouts_PeakInCell%i_Is%s', (cell, expected) => {
  expect(whereabouts(peakAt(cell))).toBe(expected);
});

test('whereabouts_TwoCellsSideBySide_IsBetweenThem', () => {
  expect(whereabouts(peakAt(2, 4))).toBe('the upper middle');
});

test.each([1 / 49, 0])('whereabouts_EveryCell%f_IsAllOfThePicture', (weight) => {
  expect(whereabouts({ columns: 7, rows: 7, weights: Array(49).fill(weight) })).toBe('all of the picture');
});
