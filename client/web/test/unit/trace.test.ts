import { expect, test } from 'vitest';
import { lengthOf, milliseconds, reasonWords, rowsOf } from '../../src/traces/trace';
import { fakeTrace } from '../fake/fakeTraces.mjs';

test('rowsOf_SpansAndBatch_AreInOrderBelowTheirParents', () => {
  const rows = rowsOf(fakeTrace('1'));
  expect(rows.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
    '0 POST /v1/captions/',
    '1 Send the pixels',
    '2 At the picture’s grain',
    '3 Wait for a batch',
    '1 Batch of 2',
    '3 Decode',
  ]);
  expect(lengthOf(rows)).toBe(46.2);
});

test('rowsOf_ParentIsNotKept_IsAtTheTop', () => {
  const { spans, ...rest } = fakeTrace('1');
  expect(rowsOf({ ...rest, spans: spans.slice(2, 3) })[0]!.depth).toBe(0);
});

test('reasonWords_Each_SaysWhy', () => {
  const batch = { ...fakeTrace('1').batches[0]!, size: 1 };
  expect(reasonWords({ ...batch, reason: 'idle' })).toBe('Released with 1 picture, as the device had nothing to do.');
  expect(reasonWords({ ...batch, reason: 'full', size: 16 })).toBe('Released with 16 pictures, as it was full.');
});

test('milliseconds_OfEverySize_AreShort', () => {
  expect([0.04, 9.94, 46.2, 2100].map(milliseconds)).toEqual(['0.0 ms', '9.9 ms', '46 ms', '2.10 s']);
});
