import { expect, test, vi } from 'vitest';
import type { UploadEvents } from '../../src/api/upload';
import type { Caption } from '../../src/api/types';
import type { Photo } from '../../src/photos/photo';
import { PhotoBoard } from '../../src/photos/photoBoard';
import { aCaption, aFile, FakeCaptionApi, FakeClock, problem } from './fakes';

/** Holds every upload until told. */
class HeldApi extends FakeCaptionApi {
  readonly held: Array<{ name: string; signal: AbortSignal; answer(caption: Caption): void }> = [];

  override caption(file: File, _events: UploadEvents, signal?: AbortSignal): Promise<Caption> {
    return new Promise((resolve, reject) => {
      signal!.addEventListener('abort', () => reject(signal!.reason));
      this.held.push({ name: file.name, signal: signal!, answer: resolve });
    });
  }
}

class FakeUrls {
  readonly live = new Set<string>();

  createObjectURL = (blob: Blob) => {
    const { name } = blob as File;
    this.live.add(name);
    return name;
  };

  revokeObjectURL = (url: string) => void this.live.delete(url);
}

function board<T extends FakeCaptionApi>(api: T, digestOf = (): Promise<string | null> => Promise.resolve(null)) {
  const urls = new FakeUrls();
  const remembered: string[] = [];
  const thumbnails = { of: ({ name }: File) => Promise.resolve(name === 'shapeless' ? null : { large: aFile(name), small: aFile(name) }) };
  const remember = ({ name }: Photo, { caption }: Caption) => void remembered.push(`${name}: ${caption}`);
  return { api, urls, remembered, board: new PhotoBoard({ api, urls, thumbnails, remember, soon: queueMicrotask, clock: new FakeClock(), digestOf }) };
}

const steps = (it: PhotoBoard) => Object.fromEntries(it.snapshot().map(({ name, state }) => [name, state.step]));

test('add_ManyPhotos_WorksOnThreeAtATime', async () => {
  const { api, board: it } = board(new HeldApi());

  it.add(['a', 'b', 'c', 'd', 'e'].map((name) => aFile(name)));
  await vi.waitFor(() => expect(api.held).toHaveLength(3));
  expect(steps(it)).toMatchObject({ d: 'waiting', e: 'waiting' });

  api.held[1]!.answer(aCaption());
  await vi.waitFor(() => expect(api.held.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']));
  expect(steps(it)).toMatchObject({ a: 'uploading', b: 'done', e: 'waiting' });
});

test('remove_PhotoAtWork_AbortsItAndFreesItsUrl', async () => {
  const { api, urls, board: it } = board(new HeldApi());
  it.add([aFile('a')]);
  await vi.waitFor(() => expect([api.held.length, urls.live.size]).toEqual([1, 1]));

  it.remove(it.snapshot()[0]!.id);

  expect(api.held[0]!.signal.aborted).toBe(true);
  expect(it.snapshot()).toEqual([]);
  expect(urls.live.size).toBe(0);
});

test('remove_PhotoThatWaits_NeverStartsIt', async () => {
  const { api, board: it } = board(new HeldApi());
  it.add(['a', 'b', 'c', 'd', 'e'].map((name) => aFile(name)));
  await vi.waitFor(() => expect(api.held).toHaveLength(3));

  it.remove(it.snapshot().find(({ name }) => name === 'd')!.id);
  api.held[0]!.answer(aCaption());

  await vi.waitFor(() => expect(api.held.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'e']));
});

test('retry_FailedPhoto_StartsOver', async () => {
  const { api, board: it } = board(new FakeCaptionApi());
  api.uploads = [problem(503), aCaption()];
  it.add([aFile('a')]);
  await vi.waitFor(() => expect(steps(it)).toEqual({ a: 'failed' }));

  it.retry(it.snapshot()[0]!.id);

  await vi.waitFor(() => expect(steps(it)).toEqual({ a: 'done' }));
});

test('add_FileThatCannotBeRead_FailsInPlace', async () => {
  const { board: it } = board(new FakeCaptionApi(), () => Promise.reject(new Error('the file is gone')));

  it.add([aFile('a')]);

  await vi.waitFor(() => expect(it.snapshot()[0]!.state).toMatchObject({ step: 'failed', problem: { detail: 'the file is gone' } }));
});

test('add_Address_IsAskedOfTheServerWithoutAPreview', async () => {
  const { api, board: it, remembered } = board(new FakeCaptionApi());
  api.uploads = [aCaption()];

  it.addAddress('https://example.org/dog.jpg');

  await vi.waitFor(() => expect(remembered).toEqual(['https://example.org/dog.jpg: A dog runs.']));
  expect(it.snapshot()[0]!.preview).toEqual({ at: 'none' });
});

test('add_FileThatBrowsersDontShow_IsCaptionedWithoutAPreview', async () => {
  const { api, board: it, remembered } = board(new FakeCaptionApi());
  api.uploads = [aCaption()];

  it.add([aFile('shapeless')]);

  await vi.waitFor(() => expect(remembered).toHaveLength(1));
  expect(it.snapshot()[0]!.preview).toEqual({ at: 'none' });
});

test('correct_CaptionedPhoto_IsAPersonsUntilTakenBack', async () => {
  const { api, board: it, remembered } = board(new FakeCaptionApi());
  api.uploads = [aCaption()];
  it.add([aFile('a')]);
  await vi.waitFor(() => expect(remembered).toHaveLength(1));
  const { id } = it.snapshot()[0]!;

  expect(await it.correct(id, 'Rex runs.')).toBeNull();
  expect(it.snapshot()[0]!.state).toMatchObject({ step: 'done', caption: { caption: 'Rex runs.', author: 'person' } });

  api.known = aCaption('hit');
  expect(await it.takeBack(id)).toBeNull();
  expect(it.snapshot()[0]!.state).toMatchObject({ step: 'done', caption: { caption: 'A dog runs.' } });
  expect(remembered).toEqual(['a: A dog runs.', 'a: Rex runs.', 'a: A dog runs.']);
});

test('correct_ServerRefuses_SaysWhyAndChangesNothing', async () => {
  const { api, board: it, remembered } = board(new FakeCaptionApi());
  api.uploads = [aCaption()];
  api.correct = () => Promise.reject(problem(422));
  it.add([aFile('a')]);
  await vi.waitFor(() => expect(remembered).toHaveLength(1));

  expect(await it.correct(it.snapshot()[0]!.id, 'Rex runs.')).toMatchObject({ status: 422 });
  expect(it.snapshot()[0]!.state).toMatchObject({ caption: { caption: 'A dog runs.' } });
});
