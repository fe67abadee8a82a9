import { expect, test } from 'vitest';
import { EventText } from '../../src/api/events';

test('next_TextThatGrows_GivesEachEventOnceAndWhole', () => {
  const text = 'event: words\ndata: {"text":"a dog"}\n\n: still here\n\nevent: caption\ndata: {"caption":"A dog.\\n"}\n\n';
  const events = new EventText();

  const heard = Array.from({ length: text.length + 1 }, (_, length) => events.next(text.slice(0, length))).flat();

  expect(heard).toEqual([
    { name: 'words', data: '{"text":"a dog"}' },
    { name: 'caption', data: '{"caption":"A dog.\\n"}' },
  ]);
});
