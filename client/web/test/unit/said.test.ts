import { expect, test } from 'vitest';
import { curlLine } from '../../src/result/curl';
import { adequacyLevel, confidenceLevel, needsAReader, qualityLevel } from '../../src/result/levels';
import { duration, sourceWords } from '../../src/result/said';
import { aCaption } from './fakes';

test('curlLine_NameWithQuotesAndSpaces_IsQuotedForTheShell', () => {
  expect(curlLine('http://localhost:5000', { file: { name: "it's a dog.jpg", type: 'image/jpeg' } })).toBe(
    `curl --data-binary '@it'\\''s a dog.jpg' -H 'Content-Type: image/jpeg' 'http://localhost:5000/v1/captions'`,
  );
});

test.each([
  [0.4, '0.4\u00a0ms'],
  [27.6, '28\u00a0ms'],
  [1234, '1.2\u00a0s'],
])('duration_%f_Is%s', (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});

test('sourceWords_HitWithoutUpload_SaysThatNothingWasSent', () => {
  expect(sourceWords(aCaption('hit'), false)).not.toBe(sourceWords(aCaption('hit'), true));
});

test.each([confidenceLevel, adequacyLevel, qualityLevel])('level_EveryValue_HasWordsAndLowOnesComeLast', (level) => {
  const levels = Array.from({ length: 101 }, (_, hundredth) => level(hundredth / 100));
  expect(levels.every(({ words }) => words !== '')).toBe(true);
  expect(levels[0]!.isLow).toBe(true);
  expect(levels[100]!.isLow).toBe(false);
  expect(levels.findLastIndex(({ isLow }) => isLow)).toBeLessThan(levels.findIndex(({ isLow }) => !isLow));
});

test.each([
  [0.44, "as good as a person's: 4 in 10"],
  [0, "as good as a person's: 0 in 10"],
  [0.97, "as good as a person's: 10 in 10"],
])('qualityLevel_%f_CountsInTens', (quality, words) => {
  expect(qualityLevel(quality).words).toBe(words);
});

test('needsAReader_Calibrated_TrustsTheCalibration', () => {
  expect(needsAReader({ ...aCaption(), quality: 0.1, adequacy: 0.9, confidence: 0.9 })).toBe(true);
  expect(needsAReader({ ...aCaption(), quality: 0.5, adequacy: 0.1, confidence: 0.1 })).toBe(false);
});

test('needsAReader_JudgeIsSure_TrustsTheJudge', () => {
  expect(needsAReader({ ...aCaption(), adequacy: 0.9, confidence: 0.1 })).toBe(false);
  expect(needsAReader({ ...aCaption(), adequacy: 0.1, confidence: 0.9 })).toBe(true);
});

test('needsAReader_NoJudge_GoesByConfidence', () => {
  expect(needsAReader({ ...aCaption(), adequacy: null, confidence: 0.1 })).toBe(true);
  expect(needsAReader({ ...aCaption(), adequacy: null, confidence: 0.9 })).toBe(false);
});
