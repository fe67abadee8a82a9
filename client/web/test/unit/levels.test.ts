import { expect, test } from 'vitest';
import { verdictOf } from '../../src/result/levels';
import { aCaption } from './fakes';

const labels = (caption: ReturnType<typeof aCaption>) => {
  const { meter, grounds } = verdictOf(caption);
  return [meter.label, ...grounds.map(({ label }) => label)];
};

test('verdictOf_Calibrated_HasTheLastWord', () => {
  expect(labels({ ...aCaption(), quality: 0.4 })).toEqual(['Verdict', 'Adequacy', 'Confidence']);
});

test('verdictOf_NotCalibrated_IsOneAllTheSame', () => {
  expect(labels({ ...aCaption(), quality: null })).toEqual(['Adequacy', 'Confidence']);
  expect(labels({ ...aCaption(), adequacy: null })).toEqual(['Confidence']);
});
