/** Weights over a picture, row by row. The picture is stretched onto the grid, so a cell is a part of the whole. */
export interface Grid {
  columns: number;
  rows: number;
  weights: readonly number[];
}

/** A grid when the numbers are right for it; attention may be absent, and another model may have another grid. */
export function gridOf(weights: readonly number[] | null, size: { columns: number; rows: number }): Grid | null {
  if (weights === null || weights.length === 0) return null;
  const fits = weights.length === size.columns * size.rows;
  const side = Math.sqrt(weights.length);
  if (!fits && !Number.isInteger(side)) return null;
  return fits ? { ...size, weights } : { columns: side, rows: side, weights };
}

/**
 * Weights as strengths 0 to 1. The strongest cell is 1, unless attention is spread so evenly
 * that it is below three times the average: then nothing is drawn as if it stood out.
 */
export function strengths(weights: readonly number[]): number[] {
  const strongest = Math.max(...weights, 3 / weights.length);
  return weights.map((weight) => Math.max(0, weight) / strongest);
}

/** Bilinear upscaling; samples lie at the middle of pixels and cells, edges are held. */
export function upscale(grid: Grid, width: number, height: number): Float32Array {
  const field = new Float32Array(width * height);
  const across = steps(width, grid.columns);
  const down = steps(height, grid.rows);
  const at = (row: number, column: number) => grid.weights[row * grid.columns + column] ?? 0;

  down.forEach(([top, bottom, v], y) => {
    across.forEach(([left, right, u], x) => {
      const upper = at(top, left) * (1 - u) + at(top, right) * u;
      const lower = at(bottom, left) * (1 - u) + at(bottom, right) * u;
      field[y * width + x] = upper * (1 - v) + lower * v;
    });
  });
  return field;
}

type Step = readonly [before: number, after: number, share: number];

/** For each pixel, the two cells it lies between and the share of the second. */
function steps(pixels: number, cells: number): Step[] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const place = ((pixel + 0.5) * cells) / pixels - 0.5;
    const held = Math.min(Math.max(place, 0), cells - 1);
    const before = Math.floor(held);
    return [before, Math.min(before + 1, cells - 1), held - before] as const;
  });
}
