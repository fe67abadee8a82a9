import { expect, test, vi } from 'vitest';
import { matches, type Entry } from '../../src/history/entry';
import { toCsv, toJson } from '../../src/history/exports';
import { HistoryBoard } from '../../src/history/historyBoard';
import type { Photo } from '../../src/photos/photo';
import { aCaption, aFile } from './fakes';

const entry: Entry = {
  sha256: 'ab',
  name: 'dog, running.jpg',
  caption: 'A "dog" runs.',
  altText: 'A dog runs',
  author: 'model',
  quality: null,
  model: 'default',
  at: '2026-01-02T03:04:05.000Z',
  thumbnail: null,
};
const photo: Photo = { id: 1, name: 'a.jpg', origin: { file: aFile() }, preview: { at: 'none' }, state: { step: 'waiting' } };

test('toCsv_CommasAndQuotes_AreOneCell', () => {
  expect(toCsv([entry])).toBe(
    '\uFEFFsha256,name,caption,altText,author,quality,model,at\r\n' +
      'ab,"dog, running.jpg","A ""dog"" runs.",A dog runs,model,,default,2026-01-02T03:04:05.000Z\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1', '\t=1', '＝1', '=HYPERLINK("http://x","y")'])('toCsv_Formula %j_IsText', (name) => {
  expect(toCsv([{ ...entry, name }]).split(/,|"/)).not.toContain(name);
  expect(toCsv([{ ...entry, name }])).toMatch(/ab,"?'/);
});

test('toJson_Entry_HasAllButThePicture', () => {
  const { thumbnail: _, ...said } = entry;
  expect(JSON.parse(toJson([entry]))).toEqual([said]);
});

test('matches_EveryWord_InAnyOrderAndCase', () => {
  expect(matches(entry, ' RUNNING dog ')).toBe(true);
  expect(matches(entry, 'dog cat')).toBe(false);
});

function aStore() {
  const kept = new Map<string, Entry>();
  return {
    kept,
    all: () => Promise.resolve([...kept.values()]),
    put: async (one: Entry) => void kept.set(one.sha256, one),
    remove: async (sha256: string) => void kept.delete(sha256),
    clear: async () => kept.clear(),
  };
}

test('remember_SamePictureAgain_IsOneEntryWithTheLastWords', async () => {
  const store = aStore();
  let day = 0;
  const board = new HistoryBoard(store, () => new Date(Date.UTC(2026, 0, ++day)));
  await board.read();

  board.remember(photo, aCaption());
  board.remember(photo, { ...aCaption(), caption: 'Rex runs.', author: 'person' });

  await vi.waitFor(() => expect(board.snapshot().entries).toMatchObject([{ caption: 'Rex runs.', author: 'person', at: '2026-01-02T00:00:00.000Z' }]));
  expect(store.kept.size).toBe(1);
});

test('clear_Entries_AreGone', async () => {
  const store = aStore();
  const board = new HistoryBoard(store);
  board.remember(photo, aCaption());
  await board.read();
  expect(board.snapshot().entries).toHaveLength(1);

  await board.clear();

  expect([board.snapshot().entries, store.kept.size]).toEqual([[], 0]);
});

test('read_BrowserKeepsNothing_SaysSo', async () => {
  const board = new HistoryBoard({ ...aStore(), all: () => Promise.reject(new Error('No storage in private windows.')) });

  await board.read();

  expect(board.snapshot().trouble).toBe('No storage in private windows.');
});
