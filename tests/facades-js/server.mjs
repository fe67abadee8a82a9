// The server that scripts/test started (CAPTIONCLUSTER_URL), a photo, and what the server's own API says of it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

assert(process.env.CAPTIONCLUSTER_URL, 'CAPTIONCLUSTER_URL must be the address of a running server.');
export const server = process.env.CAPTIONCLUSTER_URL.replace(/\/$/, '');
export const photo = await readFile(new URL('../fixtures/photos/rocket.jpg', import.meta.url));

export async function own(query = '') {
  const response = await fetch(`${server}/v1/captions${query}`, { method: 'POST', body: photo });
  assert.equal(response.status, 200);
  return response.json();
}

/** A sentence as a model's words: no capital, no full stop. */
export const words = (sentence) => sentence.toLowerCase().replace(/\.$/, '');
