const first = '11111111aaaaaaaaaaaaaaaaaaaaaaaa';
const second = '22222222bbbbbbbbbbbbbbbbbbbbbbbb';

/** Two requests that shared a batch, and one that failed. */
export function fakeTraces() {
  return {
    traces: [
      summary(first, 46.2, { digest: '596aa1e7cb', source: 'computed' }),
      summary(second, 44.9, { digest: 'cc02f8ca18', source: 'computed' }),
      summary('33333333cccccccccccccccccccccccc', 2100, { status: 503, failed: true }),
    ],
  };
}

/** @param {string} id */
export function fakeTrace(id) {
  return {
    id,
    spans: [
      span('front-1', 'a', undefined, 'POST /v1/captions/', 0, 46.2),
      span('front-1', 'b', 'a', 'IImageGrain/ProvideAsync', 4, 41),
      span('silo-1', 'c', 'b', 'caption.request', 4.4, 40),
      span('silo-2', 'd', 'c', 'caption.queue', 5, 3.1, { 'caption.stage': 'encoder' }),
      span('silo-2', 'e', 'c', 'caption.decode', 16, 28),
    ],
    batches: [
      { host: 'silo-2', stage: 'encoder', size: 2, reason: 'delay', startMs: 8.1, milliseconds: 7.4, requests: [first, second] },
    ],
    silent: [],
  };
}

/**
 * @param {string} id
 * @param {number} milliseconds
 * @param {object} more
 */
function summary(id, milliseconds, more) {
  return { id, name: 'POST /v1/captions/', startedAt: '2026-03-01T12:00:00Z', milliseconds, status: 200, failed: false, ...more };
}

/**
 * @param {string} host
 * @param {string} id
 * @param {string | undefined} parent
 * @param {string} name
 * @param {number} startMs
 * @param {number} milliseconds
 * @param {Record<string, string>} [attributes]
 */
function span(host, id, parent, name, startMs, milliseconds, attributes = {}) {
  return { host, id, parent, name, startMs, milliseconds, failed: false, attributes };
}
