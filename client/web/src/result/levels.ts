import type { Caption } from '../api/types';

/** A number said in words. */
export interface Level {
  words: string;
  isLow: boolean;
}

type Step = readonly [from: number, words: string, isLow: boolean];

// Confidence is a mean over words, so a good sentence of a plain captioner lies near 0.5, not near 1.
const confidenceSteps: readonly Step[] = [
  [0.55, 'sure of its words', false],
  [0.4, 'fairly sure', false],
  [0.25, 'unsure', true],
  [0, 'guessing', true],
];

const adequacySteps: readonly Step[] = [
  [0.8, 'fits the picture', false],
  [0.55, 'probably fits', false],
  [0.3, 'doubtful', true],
  [0, 'probably wrong', true],
];

const wordSteps: readonly Step[] = [
  [0.8, 'sure', false],
  [0.5, 'fairly sure', false],
  [0.2, 'unsure', true],
  [0, 'a guess', true],
];

export const confidenceLevel = (value: number): Level => level(confidenceSteps, value);
export const adequacyLevel = (value: number): Level => level(adequacySteps, value);
export const wordLevel = (probability: number): Level => level(wordSteps, probability);

/** The judge of the picture has the last word; without one, the model's own doubt has to do. */
export function needsAReader({ adequacy, confidence }: Caption): boolean {
  return adequacy == null ? confidenceLevel(confidence).isLow : adequacyLevel(adequacy).isLow;
}

function level(steps: readonly Step[], value: number): Level {
  const [, words, isLow] = steps.find(([from]) => value >= from) ?? steps.at(-1)!;
  return { words, isLow };
}
