import { expect, test } from 'vitest';
import { isWorthRetrying, readProblem, readRetryAfter } from '../../src/api/problem';

const now = Date.parse('2026-01-01T00:00:00Z');

test('readProblem_ProblemDetails_KeepsWhatTheServerSaid', () => {
  const body = JSON.stringify({ type: '/problems/broken-image', title: 'Broken', status: 400, detail: 'Cut off at byte 17.' });

  const { problem } = readProblem(400, body, null, now);

  expect(problem).toEqual({
    type: '/problems/broken-image',
    title: 'Broken',
    status: 400,
    detail: 'Cut off at byte 17.',
  });
});

test.each(['<html>Bad gateway</html>', '', '[]', 'null', '{"title": 7}'])('readProblem_NoProblemDetails_SaysItPlainly (%s)', (body) => {
  expect(readProblem(502, body, null, now).problem).toMatchObject({ type: 'about:blank', title: 'The server failed', status: 502 });
});

test.each([
  ['7', 7],
  [' 0 ', 0],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('readRetryAfter_%s_Is%s', (value, seconds) => {
  expect(readRetryAfter(value, now)).toBe(seconds);
});

test.each([
  [0, true],
  [400, false],
  [413, false],
  [415, false],
  [429, true],
  [503, true],
])('isWorthRetrying_Status%i_Is%s', (status, expected) => {
  expect(isWorthRetrying(readProblem(status, '', null, now).problem)).toBe(expected);
});
