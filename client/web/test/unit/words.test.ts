import { expect, test } from 'vitest';
import type { Token } from '../../src/api/types';
import { wordsOf } from '../../src/attention/words';

const token = (text: string, probability = 0.5, attention?: number[]): Token => ({
  text,
  logProbability: Math.log(probability),
  ...(attention ? { attention } : {}),
});

const probabilities = (caption: string, tokens: Token[]) =>
  wordsOf(caption, tokens).map(({ text, probability }) => [text, probability === null ? null : Number(probability.toFixed(4))]);

test('wordsOf_DressedSentence_FindsItsPlainTokens', () => {
  expect(probabilities('A dog runs.', [token('a', 0.9), token('dog', 0.8), token('runs', 0.7), token('</s>', 0.1)])).toEqual([
    ['A', 0.9],
    ['dog', 0.8],
    ['runs.', 0.7],
  ]);
});

test.each(['', '</s>', '<|endoftext|>'])('wordsOf_EndToken_%j_IsNoWord', (end) => {
  expect(wordsOf('A dog', [token('a'), token('dog'), token(end)])).toHaveLength(2);
});

test('wordsOf_WordInPieces_MultipliesProbabilitiesAndAveragesAttention', () => {
  const tokens = [token('a'), token(' skate', 0.5, [1, 0]), token('board', 0.4, [0, 1])];
  const skateboard = wordsOf('A skateboard', tokens)[1]!;
  expect(skateboard.probability).toBeCloseTo(0.2);
  expect(skateboard.attention).toEqual([0.5, 0.5]);
});

test('wordsOf_ByteLevelPieces_AreReadWithoutTheirMarks', () => {
  expect(probabilities('A dog', [token('Ġa', 0.9), token('Ġdog', 0.8)])).toEqual([['A', 0.9], ['dog', 0.8]]);
});

test('wordsOf_RewordedSentence_KeepsTheOtherWords', () => {
  expect(probabilities('A person in red.', [token('a', 0.9), token('man', 0.8), token('in', 0.7), token('red', 0.6)])).toEqual([
    ['A', 0.9],
    ['person', null],
    ['in', 0.7],
    ['red.', 0.6],
  ]);
});

test('wordsOf_NoTokens_StillShowsTheSentence', () => {
  expect(wordsOf('A dog.')).toEqual([
    { text: 'A', probability: null, attention: null },
    { text: 'dog.', probability: null, attention: null },
  ]);
});
