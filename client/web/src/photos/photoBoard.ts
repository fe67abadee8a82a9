import type { Problem } from '../api/problem';
import { captionPhoto, type CaptionPhotoParts } from './captionPhoto';
import { createLimiter } from './limiter';
import { photosReducer, type Photo, type PhotoAction, type PhotoState } from './photo';

export interface PhotoBoardParts extends CaptionPhotoParts {
  urls: { createObjectURL(file: File): string; revokeObjectURL(url: string): void };
}

const photosAtWork = 3;

/** The photos on the page and the work on them. A store for useSyncExternalStore. */
export class PhotoBoard {
  readonly #parts: PhotoBoardParts;
  readonly #limit = createLimiter(photosAtWork);
  readonly #running = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #photos: readonly Photo[] = [];
  #lastId = 0;

  constructor(parts: PhotoBoardParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Photo[] => this.#photos;

  add(files: readonly File[]): void {
    const photos = files.map((file): Photo => {
      return { id: ++this.#lastId, file, url: this.#parts.urls.createObjectURL(file), state: { step: 'waiting' } };
    });
    this.#dispatch({ type: 'added', photos });
    for (const photo of photos) void this.#work(photo);
  }

  retry(id: number): void {
    const photo = this.#photos.find((one) => one.id === id);
    if (photo === undefined || this.#running.has(id)) return;
    this.#dispatch({ type: 'moved', id, state: { step: 'waiting' } });
    void this.#work(photo);
  }

  remove(id: number): void {
    const photo = this.#photos.find((one) => one.id === id);
    if (photo === undefined) return;
    this.#running.get(id)?.abort();
    this.#dispatch({ type: 'removed', id });
    this.#parts.urls.revokeObjectURL(photo.url);
  }

  async #work({ id, file }: Photo): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(id, controller);
    const report = (state: PhotoState) => this.#dispatch({ type: 'moved', id, state });

    try {
      await this.#limit(() => captionPhoto(file, this.#parts, report, signal), signal);
    } catch (error) {
      if (!signal.aborted) report({ step: 'failed', problem: unexpected(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  #dispatch(action: PhotoAction): void {
    this.#photos = photosReducer(this.#photos, action);
    for (const listener of this.#listeners) listener();
  }
}

/** What no server said: a file that vanished from the disk, or a fault of the page itself. */
function unexpected(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'about:blank', status: 0, title: 'This picture could not be read or sent', detail };
}
