import { readFileSync } from 'node:fs';

/** The recorded captions of the free photos; what the fake says of them is what the bundled model says. */
const golden = JSON.parse(readFileSync(new URL('../../../../tests/fixtures/golden.json', import.meta.url), 'utf8'));

const calibration = JSON.parse(readFileSync(new URL('../../../../models/default/calibration.json', import.meta.url), 'utf8'));

const revision = '5e1fa3c70b9d4c228f6a1d0e93b7c45a6602d8f1ce9470ab35d2e8f94b17c06d';

export const fakeModels = {
  models: [
    {
      name: 'default',
      revision,
      variant: 'int8',
      family: 'show-attend-tell',
      device: 'cpu',
      state: 'ready',
      isDefault: true,
      input: { width: 224, height: 224 },
      attention: { columns: 7, rows: 7 },
    },
  ],
};

/**
 * An answer for a picture by its digest; a stranger gets the first photo's.
 * @param {string} sha256
 * @param {'computed' | 'coalesced' | 'hit'} source
 */
export function fakeCaption(sha256, source) {
  const row = golden.rows.find((/** @type {{ sha256: string }} */ one) => one.sha256 === sha256) ?? golden.rows[0];
  const sentence = dressed(row.text);
  const mean = row.logProbabilities.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b) / row.ids.length;
  return {
    caption: `${sentence}.`,
    altText: sentence,
    altAttribute: `alt="${sentence}"`,
    altMarkdown: `![${sentence}]()`,
    decorative: false,
    unreadText: false,
    publishable: true,
    confidence: Math.exp(mean),
    adequacy: row.adequacy,
    quality: quality(mean, row.adequacy),
    image: { sha256, width: 640, height: 427, format: row.photo.endsWith('.png') ? 'png' : 'jpeg' },
    model: { name: 'default', revision, variant: 'int8' },
    source,
    stored: true,
    timing:
      source === 'hit'
        ? { queueMs: 2.1, encodeMs: 11.4, decodeMs: 9.3, totalMs: 0.4, encodeBatch: 8, decodeBatch: 8 }
        : { intakeMs: 4.2, queueMs: 2.1, encodeMs: 11.4, decodeMs: 9.3, totalMs: 27.6, encodeBatch: 8, decodeBatch: 8 },
    tokens: [...row.text.split(' '), '</s>'].map((text, index) => ({
      text,
      logProbability: row.logProbabilities[index],
      attention: spot(row.attentionArgmax[index]),
    })),
    alternatives: row.alternatives.map((/** @type {{ text: string, score: number }} */ other, /** @type {number} */ index) => ({
      caption: `${dressed(other.text)}.`,
      score: other.score,
      adequacy: Math.max(0, row.adequacy - 0.1 * (index + 1)),
    })),
  };
}

/**
 * By the bundled calibration.json.
 * @param {number} meanLogProbability
 * @param {number} adequacy
 */
function quality(meanLogProbability, adequacy) {
  const logit = calibration.intercept + calibration.meanLogProbability * meanLogProbability + calibration.adequacyLogit * Math.log(adequacy / (1 - adequacy));
  return 1 / (1 + Math.exp(-logit));
}

/** @param {string} text */
function dressed(text) {
  return text[0]?.toUpperCase() + text.slice(1);
}

/**
 * Attention around one cell of the 7 x 7 grid, summing to 1.
 * @param {number} peak
 */
function spot(peak) {
  const cells = Array.from({ length: 49 }, (_, cell) => {
    const across = (cell % 7) - (peak % 7);
    const down = Math.floor(cell / 7) - Math.floor(peak / 7);
    return Math.exp(-(across * across + down * down) / 2.2) + 0.02;
  });
  const sum = cells.reduce((a, b) => a + b);
  return cells.map((cell) => cell / sum);
}
