import { ProblemError, type Problem } from '../api/problem';
import type { Caption } from '../api/types';
import { captionPhoto, type CaptionPhotoParts } from './captionPhoto';
import { createLimiter } from './limiter';
import { isAtWork, photosReducer, type Origin, type Photo, type PhotoAction, type PhotoState } from './photo';
import type { Thumbnails } from './thumbnails';

export interface PhotoBoardParts extends CaptionPhotoParts {
  urls: { createObjectURL(blob: Blob): string; revokeObjectURL(url: string): void };
  thumbnails: Thumbnails;
  /** Runs a task before the next picture of the page: what changes meanwhile is drawn once. */
  soon(task: () => void): void;
  /** Is told of every photo that has its sentence, again when that changes. */
  remember(photo: Photo, caption: Caption): void;
}

const photosAtWork = 3;

/** The photos on the page and the work on them. A store for useSyncExternalStore. */
export class PhotoBoard {
  readonly #parts: PhotoBoardParts;
  readonly #limit = createLimiter(photosAtWork);
  /** One original is decoded at a time: a large one takes hundreds of megabytes. */
  readonly #limitPreviews = createLimiter(1);
  readonly #running = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #photos: readonly Photo[] = [];
  #lastId = 0;
  #isTold = true;

  constructor(parts: PhotoBoardParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Photo[] => this.#photos;

  readonly add = (files: readonly File[]): void => this.#add(files.map((file) => ({ name: file.name, origin: { file } })));

  readonly addAddress = (address: string): void => this.#add([{ name: address, origin: { address } }]);

  readonly retry = (id: number): void => {
    const photo = this.#find(id);
    if (photo === undefined || this.#running.has(id)) return;
    this.#dispatch({ type: 'moved', id, state: { step: 'waiting' } });
    void this.#work(photo);
  };

  readonly remove = (...ids: number[]): void => {
    const photos = ids.flatMap((id) => this.#find(id) ?? []);
    for (const { id } of photos) this.#running.get(id)?.abort();
    this.#dispatch({ type: 'removed', ids: new Set(ids) });
    for (const { preview } of photos) if (preview.at === 'there') this.#parts.urls.revokeObjectURL(preview.url);
  };

  /** A person's sentence in the place of the model's. What went wrong, or null. */
  readonly correct = (id: number, sentence: string): Promise<Problem | null> =>
    this.#change(id, ({ image }, signal) => this.#parts.api.correct(image.sha256, sentence, signal));

  /** Back to the model's sentence. */
  readonly takeBack = (id: number): Promise<Problem | null> =>
    this.#change(id, async ({ image }, signal) => {
      await this.#parts.api.takeBack(image.sha256, signal);
      return this.#parts.api.find(image.sha256, signal);
    });

  #add(added: ReadonlyArray<{ name: string; origin: Origin }>): void {
    if (added.length === 0) return;
    const photos = added.map(({ name, origin }): Photo => {
      return { id: ++this.#lastId, name, origin, preview: { at: 'file' in origin ? 'making' : 'none' }, state: { step: 'waiting' } };
    });
    this.#dispatch({ type: 'added', photos });
    for (const photo of photos) {
      void this.#work(photo);
      if ('file' in photo.origin) void this.#limitPreviews(() => this.#preview(photo.id, photo.origin), new AbortController().signal);
    }
  }

  #find(id: number): Photo | undefined {
    return this.#photos.find((one) => one.id === id);
  }

  async #work({ id, origin }: Photo): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(id, controller);
    const report = (state: PhotoState) => this.#dispatch({ type: 'moved', id, state });

    try {
      await this.#limit(() => captionPhoto(origin, this.#parts, report, signal), signal);
    } catch (error) {
      if (!signal.aborted) report({ step: 'failed', problem: unexpected(error) });
    } finally {
      this.#running.delete(id);
    }
    this.#remember(id);
  }

  async #preview(id: number, origin: Origin): Promise<void> {
    if (this.#find(id) === undefined || !('file' in origin)) return;
    const made = await this.#parts.thumbnails.of(origin.file);
    if (this.#find(id) === undefined) return;
    const preview = made === null ? { at: 'none' as const } : { at: 'there' as const, url: this.#parts.urls.createObjectURL(made.large), small: made.small };
    this.#dispatch({ type: 'previewed', id, preview });
    this.#remember(id);
  }

  async #change(id: number, ask: (caption: Caption, signal: AbortSignal) => Promise<Caption | null>): Promise<Problem | null> {
    const state = this.#find(id)?.state;
    if (state?.step !== 'done') return null;
    try {
      const caption = await ask(state.caption, new AbortController().signal);
      if (caption !== null) this.#dispatch({ type: 'moved', id, state: { ...state, caption } });
      this.#remember(id);
      return null;
    } catch (error) {
      if (error instanceof ProblemError) return error.problem;
      throw error;
    }
  }

  #remember(id: number): void {
    const photo = this.#find(id);
    if (photo?.state.step === 'done' && photo.preview.at !== 'making') this.#parts.remember(photo, photo.state.caption);
  }

  #dispatch(action: PhotoAction): void {
    this.#photos = photosReducer(this.#photos, action);
    // What a person does is seen at once; news of the work waits for more of it.
    if (action.type === 'added' || action.type === 'removed') return this.#tell();
    if (!this.#isTold) return;
    this.#isTold = false;
    this.#parts.soon(() => this.#tell());
  }

  #tell(): void {
    this.#isTold = true;
    for (const listener of this.#listeners) listener();
  }
}

export function countsOf(photos: readonly Photo[]): { all: number; atWork: number; done: number; failed: number } {
  const atWork = photos.filter(({ state }) => isAtWork(state)).length;
  const failed = photos.filter(({ state }) => state.step === 'failed').length;
  return { all: photos.length, atWork, done: photos.length - atWork - failed, failed };
}

/** What no server said: a file that vanished from the disk, or a fault of the page itself. */
function unexpected(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'about:blank', status: 0, title: 'This picture could not be read or sent', detail };
}
