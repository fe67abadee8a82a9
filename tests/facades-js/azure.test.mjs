import assert from 'node:assert/strict';
import test from 'node:test';
import imageAnalysis from '@azure-rest/ai-vision-image-analysis'; // CommonJS: everything is in its one export.
import { AzureKeyCredential } from '@azure/core-auth';
import { own, photo, server, words } from './server.mjs';

const { default: createImageAnalysisClient, isUnexpected } = imageAnalysis;
const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
const client = createImageAnalysisClient(server, new AzureKeyCredential('a-key-that-nobody-asks-for'), options);

const analyze = (queryParameters, body = photo) =>
  client.path('/imageanalysis:analyze').post({ body, queryParameters, contentType: 'application/octet-stream' });

test('Azure: a photo is captioned', async () => {
  const result = await analyze({ features: ['Caption', 'DenseCaptions'], language: 'en', 'model-version': 'latest' });

  assert.equal(isUnexpected(result), false, JSON.stringify(result.body));
  const expected = await own();
  assert.equal(words(result.body.captionResult.text), words(expected.caption));
  assert.equal(result.body.captionResult.confidence, expected.confidence);
  assert.deepEqual(result.body.metadata, { width: expected.image.width, height: expected.image.height });
  const { width: w, height: h } = expected.image;
  assert.deepEqual(result.body.denseCaptionsResult.values[0].boundingBox, { x: 0, y: 0, w, h });
});

test('Azure: what is not done is refused in its form', async () => {
  const result = await analyze({ features: ['Caption', 'Tags'] });

  assert.equal(isUnexpected(result), true);
  assert.equal(result.status, '400');
  assert.equal(result.body.error.code, 'InvalidRequest');
  assert.equal(result.body.error.innererror.code, 'NotSupportedVisualFeature');
  assert.equal(result.headers['x-ms-error-code'], 'InvalidRequest');
});

test('Azure: a URL is refused', async () => {
  const result = await client.path('/imageanalysis:analyze').post({
    body: { url: 'https://example.com/photo.jpg' },
    queryParameters: { features: ['Caption'] },
    contentType: 'application/json',
  });

  assert.equal(result.body.error.innererror.code, 'InvalidImageUrl');
});
