import assert from 'node:assert/strict';
import test from 'node:test';
import OpenAI from 'openai';
import { own, photo, server } from './server.mjs';

const client = new OpenAI({ baseURL: `${server}/openai/v1`, apiKey: 'any', maxRetries: 0 });

const chat = (rest) =>
  client.chat.completions.create({
    model: 'default',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is in this picture?' },
          { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${photo.toString('base64')}` } },
        ],
      },
    ],
    ...rest,
  });

test('OpenAI: a photo is captioned', async () => {
  const completion = await chat({ max_completion_tokens: 300, temperature: 0 });

  const expected = await own('?include=tokens');
  assert.equal(completion.choices[0].message.content, expected.caption);
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.deepEqual(completion.usage, { prompt_tokens: 0, completion_tokens: expected.tokens.length, total_tokens: expected.tokens.length });
});

test('OpenAI: streamed, it is the same', async () => {
  let text = '';
  let usage;
  for await (const chunk of await chat({ stream: true, stream_options: { include_usage: true } })) {
    text += chunk.choices[0]?.delta.content ?? '';
    usage = chunk.usage ?? usage;
  }

  assert.equal(text, (await own()).caption);
  assert.equal(usage.prompt_tokens, 0);
});

test('OpenAI: streamed as words are drawn, it is what they are without a stream', async () => {
  const drawn = { temperature: 0.7, seed: 11 };
  let text = '';
  for await (const chunk of await chat({ ...drawn, stream: true })) text += chunk.choices[0]?.delta.content ?? '';

  assert.equal(text, (await chat(drawn)).choices[0].message.content);
});

test('OpenAI: models are listed, others are not found', async () => {
  const models = await client.models.list();

  assert.equal(models.data[0].id, 'default');
  await assert.rejects(chat({ model: 'gpt-4o' }), OpenAI.NotFoundError);
});

test('OpenAI: tools are refused by name', async () => {
  const tools = [{ type: 'function', function: { name: 'look' } }];

  await assert.rejects(chat({ tools }), (error) => error instanceof OpenAI.BadRequestError && error.param === 'tools');
});
