import { expect, test } from 'vitest';
import { gridOf, strengths, upscale } from '../../src/attention/grid';

const seven = { columns: 7, rows: 7 };

test('gridOf_NumbersOfTheModelsGrid_TakesItsSize', () => {
  expect(gridOf([1, 2, 3, 4, 5, 6], { columns: 3, rows: 2 })).toEqual({ columns: 3, rows: 2, weights: [1, 2, 3, 4, 5, 6] });
});

test('gridOf_SquareOfAnotherSize_IsTakenAsASquare', () => {
  expect(gridOf(Array(16).fill(1 / 16), seven)).toMatchObject({ columns: 4, rows: 4 });
});

test.each([[null], [[]], [[0.5, 0.5]]])('gridOf_%j_IsNothingToDraw', (weights) => {
  expect(gridOf(weights, seven)).toBeNull();
});

test('strengths_OneStrongCell_MakesItOne', () => {
  const weights = Array.from({ length: 49 }, (_, cell) => (cell === 5 ? 0.52 : 0.01));
  expect(strengths(weights)[5]).toBe(1);
  expect(strengths(weights)[0]).toBeCloseTo(0.01 / 0.52);
});

test('strengths_EvenAttention_StaysDim', () => {
  for (const strength of strengths(Array(49).fill(1 / 49))) expect(strength).toBeCloseTo(1 / 3);
});

test('upscale_SameSize_ChangesNothing', () => {
  const weights = [1, 2, 3, 4, 5, 6];
  expect([...upscale({ columns: 3, rows: 2, weights }, 3, 2)]).toEqual(weights);
});

test('upscale_TwoCellsToFour_MixesThemByDistance', () => {
  const field = upscale({ columns: 2, rows: 1, weights: [0, 1] }, 4, 1);
  expect([...field]).toEqual([0, 0.25, 0.75, 1]);
});

test('upscale_RowsAndColumns_AreNotSwapped', () => {
  const field = upscale({ columns: 2, rows: 2, weights: [0, 0, 1, 1] }, 2, 4);
  expect([...field]).toEqual([0, 0, 0.25, 0.25, 0.75, 0.75, 1, 1]);
});

test('upscale_AnyField_StaysWithinItsCells', () => {
  const weights = Array.from({ length: 49 }, (_, cell) => ((cell * 37) % 49) / 49);
  const field = upscale({ ...seven, weights }, 84, 84);
  expect(Math.max(...field)).toBeLessThanOrEqual(Math.max(...weights));
  expect(Math.min(...field)).toBeGreaterThanOrEqual(Math.min(...weights));
});
