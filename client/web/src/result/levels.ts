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

// People's own captions reach the bar half the time, and the bundled model's three or four times in ten.
const leastQuality = 0.25;

const wordSteps: readonly Step[] = [
  [0.8, 'sure', false],
  [0.5, 'fairly sure', false],
  [0.2, 'unsure', true],
  [0, 'a guess', true],
];

export const confidenceLevel = (value: number): Level => level(confidenceSteps, value);
export const adequacyLevel = (value: number): Level => level(adequacySteps, value);
export const wordLevel = (probability: number): Level => level(wordSteps, probability);

/** A probability as a count of ten, which people read rightly more often than a percentage. */
export const qualityLevel = (value: number): Level => ({ words: `as good as a person's: ${Math.round(value * 10)} in 10`, isLow: value < leastQuality });

export interface Judgement {
  label: string;
  /** What the number means, in one sentence. */
  hint: string;
  /** 0 to 1. */
  value: number;
  level: Level;
}

/**
 * One verdict, and what else there is to know: numbers side by side may disagree. The calibrated one goes first, then the judge of the
 * picture, then the model's own doubt.
 */
export function verdictOf({ quality, adequacy, confidence }: Caption): { meter: Judgement; grounds: Judgement[] } {
  const all: Judgement[] = [
    { label: 'Confidence', hint: 'how sure the model is of its words', value: confidence, level: confidenceLevel(confidence) },
  ];
  if (adequacy != null) {
    const hint = 'how well the sentence fits the picture, judged apart';
    all.unshift({ label: 'Adequacy', hint, value: adequacy, level: adequacyLevel(adequacy) });
  }
  if (quality != null) {
    const hint = "of ten captions that the model was this sure of, how many are as good as a person's";
    all.unshift({ label: 'Verdict', hint, value: quality, level: qualityLevel(quality) });
  }
  return { meter: all[0]!, grounds: all.slice(1) };
}

/** The calibrated verdict has the last word; without one the judge of the picture, and without a judge the model's own doubt has to do. */
export function needsAReader({ quality, adequacy, confidence }: Caption): boolean {
  if (quality != null) return qualityLevel(quality).isLow;
  return adequacy == null ? confidenceLevel(confidence).isLow : adequacyLevel(adequacy).isLow;
}

function level(steps: readonly Step[], value: number): Level {
  const [, words, isLow] = steps.find(([from]) => value >= from) ?? steps.at(-1)!;
  return { words, isLow };
}
