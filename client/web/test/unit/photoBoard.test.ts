import { expect, test, vi } from 'vitest';
import type { UploadEvents } from '../../src/api/upload';
import type { Caption } from '../../src/api/types';
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

  createObjectURL = ({ name }: File) => {
    this.live.add(name);
    return name;
  };

  revokeObjectURL = (url: string) => void this.live.delete(url);
}

function board<T extends FakeCaptionApi>(api: T, digestOf = (): Promise<string | null> => Promise.resolve(null)) {
  const urls = new FakeUrls();
  return { api, urls, board: new PhotoBoard({ api, urls, clock: new FakeClock(), digestOf }) };
}

const steps = (it: PhotoBoard) => Object.fromEntries(it.snapshot().map(({ file, state }) => [file.name, state.step]));

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
  await vi.waitFor(() => expect(api.held).toHaveLength(1));

  it.remove(it.snapshot()[0]!.id);

  expect(api.held[0]!.signal.aborted).toBe(true);
  expect(it.snapshot()).toEqual([]);
  expect(urls.live.size).toBe(0);
});

test('remove_PhotoThatWaits_NeverStartsIt', async () => {
  const { api, board: it } = board(new HeldApi());
  it.add(['a', 'b', 'c', 'd', 'e'].map((name) => aFile(name)));
  await vi.waitFor(() => expect(api.held).toHaveLength(3));

  it.remove(it.snapshot().find(({ file }) => file.name === 'd')!.id);
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
