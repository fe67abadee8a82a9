const steps = 120;

/** A cluster of a front and two silos, ten minutes old. */
export function fakeCluster() {
  return {
    asOf: '2026-03-01T12:00:00Z',
    /** @type {'known' | 'silent'} */
    membership: 'known',
    front: { name: 'front-1', version: '0.1.0', load: load({ hitRate: 0.82, savedSeconds: 4210 }), history: history(30) },
    silos: [silo('silo-1', '10.0.0.1:11111', 1.4), silo('silo-2', '10.0.0.2:11111', 0.2)],
  };
}

/**
 * @param {string} name
 * @param {string} address
 * @param {number} queueSeconds
 */
function silo(name, address, queueSeconds) {
  return {
    name,
    address,
    /** @type {'active' | 'silent' | 'dead'} */
    status: 'active',
    startedAt: '2026-03-01T11:50:00Z',
    lastSeenAt: '2026-03-01T12:00:00Z',
    version: '0.1.0',
    roles: ['images', 'inference'],
    models: [{ name: 'default', revision: 'c81f2a6f90aa', variant: 'int8' }],
    load: load({ queueSeconds, queueDepth: 14, batchFill: 0.63 }),
    history: history(90),
  };
}

/** @param {object} more */
function load(more) {
  return {
    processors: 1.6,
    memoryBytes: 412_000_000,
    queueDepth: 0,
    queueSeconds: 0,
    captionsPerMinute: 1260,
    savedSeconds: 0,
    failed: 0,
    overloaded: 0,
    ...more,
  };
}

/** @param {number} most */
function history(most) {
  const wave = (/** @type {number} */ step) => (1 + Math.sin(step / 9)) / 2;
  const each = (/** @type {(step: number) => number} */ value) => Array.from({ length: steps }, (_, step) => value(step));
  return {
    stepSeconds: 5,
    endsAt: '2026-03-01T12:00:00Z',
    captions: each((step) => Math.round(most * wave(step))),
    queueSeconds: each((step) => Math.round(14 * wave(step + 5)) / 10),
    processors: each((step) => Math.round(18 * wave(step)) / 10),
  };
}
