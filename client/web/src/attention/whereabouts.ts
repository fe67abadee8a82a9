import type { Grid } from './grid';

/** Attention this even, measured in cells it could be spread over, is on nothing in particular. */
const spreadShare = 0.85;

/** Where attention lies, for people who read rather than see the heat map: "the upper left", "the middle", "all of the picture". */
export function whereabouts(grid: Grid): string {
  const total = grid.weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || perplexity(grid.weights, total) > spreadShare * grid.weights.length) return 'all of the picture';

  // Only what stands out says where: the tail would pull every place to the middle.
  const floor = Math.max(...grid.weights) / 2;
  let mass = 0;
  let x = 0;
  let y = 0;
  grid.weights.forEach((weight, cell) => {
    if (weight < floor) return;
    mass += weight;
    x += weight * ((cell % grid.columns) + 0.5) / grid.columns;
    y += weight * (Math.floor(cell / grid.columns) + 0.5) / grid.rows;
  });

  const vertical = third(y / mass, 'upper', 'lower');
  const horizontal = third(x / mass, 'left', 'right');
  if (vertical === '' && horizontal === '') return 'the middle';
  if (vertical === '') return `the ${horizontal} side`;
  return horizontal === '' ? `the ${vertical} middle` : `the ${vertical} ${horizontal}`;
}

function third(place: number, first: string, last: string): string {
  if (place < 1 / 3) return first;
  return place > 2 / 3 ? last : '';
}

/** The number of cells an even spread of the same entropy would cover. */
function perplexity(weights: readonly number[], total: number): number {
  const entropy = weights.reduce((sum, weight) => {
    const share = weight / total;
    return share > 0 ? sum - share * Math.log(share) : sum;
  }, 0);
  return Math.exp(entropy);
}
