// Captions of photos with fetch alone, Node.js 20 or later: node samples/javascript/captions.mjs [photo …]
// CAPTIONCLUSTER_URL is the service's address (http://localhost:5000), CAPTIONCLUSTER_KEY a key where it demands one.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const url = (process.env.CAPTIONCLUSTER_URL ?? 'http://localhost:5000').replace(/\/$/, '');
const key = process.env.CAPTIONCLUSTER_KEY;
const fixture = (name) => fileURLToPath(new URL(`../../tests/fixtures/photos/${name}`, import.meta.url));
const paths = process.argv.length > 2 ? process.argv.slice(2) : [fixture('chelsea.png'), fixture('rocket.jpg')];
const photos = await Promise.all(paths.map(async (path) => ({ id: basename(path), bytes: await readFile(path) })));

async function call(path, body, headers = {}) {
  const authorization = key ? { Authorization: `Bearer ${key}` } : {};
  const response = await fetch(url + path, { method: body ? 'POST' : 'GET', body, headers: { ...authorization, ...headers } });
  if (!response.ok) throw new Error(`${response.status}: ${(await response.json()).detail}`);
  return response;
}

const ask = async (...request) => (await call(...request)).json();

/** Lines while they come. */
async function* linesOf(response) {
  let text = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (text + piece).split('\n');
    text = lines.pop();
    yield* lines;
  }
}

async function show(name, response) {
  for await (const line of linesOf(response)) {
    const { id, result, error } = JSON.parse(line);
    console.log(`${name}: ${id}: ${result?.caption ?? error.detail}`);
  }
}

// The bytes are the body. The service tells the format by itself.
const [{ bytes }] = photos;
console.log(`caption: ${(await ask('/v1/captions', bytes)).caption}`);

// A picture is known by the SHA-256 of its bytes: no upload, and 404 where nobody has sent it yet.
const sha256 = createHash('sha256').update(bytes).digest('hex');
const known = await ask(`/v1/captions/${sha256}`);
console.log(`by digest: ${known.caption} (${known.source})`);

// Alt text, of a picture that is known or of one that is sent.
const named = JSON.stringify({ image: { sha256 } });
console.log(`alt text: ${(await ask('/v1/alt-text?maxLength=60', named, { 'Content-Type': 'application/json' })).altText}`);

// Many pictures: a line for each as soon as it is done, what is wrong with one of them in its own.
const many = () => {
  const form = new FormData();
  for (const { id, bytes } of photos) form.append('file', new Blob([bytes]), id);
  return form;
};
await show('batch', await call('/v1/captions/batch', many()));

// A job is stored when it is accepted, and done some time. With the same key it is the same job, however often it is sent.
const job = await ask('/v1/jobs', many(), { 'Idempotency-Key': randomUUID() });
for await (const _ of linesOf(await call(job.links.events))); // A picture that is done; they end when the job has.
console.log(`job: ${(await ask(`${job.links.self}?max=0`)).state}`);
await show('result', await call(job.links.results));
