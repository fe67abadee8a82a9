import assert from 'node:assert/strict';
import test from 'node:test';
import { InferenceClient } from '@huggingface/inference';
import { own, photo, server, words } from './server.mjs';

const client = new InferenceClient('', { endpointUrl: `${server}/huggingface?output=object` });

test('Hugging Face: a photo is captioned', async () => {
  const result = await client.imageToText({ data: new Blob([photo]) });

  assert.equal(words(result.generated_text), words((await own()).caption));
});

test('Hugging Face: what is no picture is refused in its form', async () => {
  await assert.rejects(client.imageToText({ data: new Blob(['hello']) }), /Failed to perform inference: .*format/);
});
