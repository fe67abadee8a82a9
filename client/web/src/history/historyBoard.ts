import type { Caption } from '../api/types';
import type { Photo } from '../photos/photo';
import type { Entry } from './entry';
import type { HistoryStore } from './historyStore';

export interface HistoryState {
  /** Newest first; null until they are read. */
  entries: readonly Entry[] | null;
  /** What the browser refused, in its words. */
  trouble: string | null;
}

/** What this browser captioned. A store for useSyncExternalStore. */
export class HistoryBoard {
  readonly #store: HistoryStore;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #state: HistoryState = { entries: null, trouble: null };

  constructor(store: HistoryStore, now = () => new Date()) {
    this.#store = store;
    this.#now = now;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): HistoryState => this.#state;

  /** Keeps a photo that has its sentence. A history that can't be kept stops nothing. */
  readonly remember = (photo: Photo, caption: Caption): void => {
    const entry: Entry = {
      sha256: caption.image.sha256,
      name: photo.name,
      caption: caption.caption,
      altText: caption.altText,
      author: caption.author ?? 'model',
      quality: caption.quality ?? null,
      model: caption.model.name,
      at: this.#now().toISOString(),
      thumbnail: photo.preview.at === 'there' ? photo.preview.small : null,
    };
    const others = this.#state.entries?.filter(({ sha256 }) => sha256 !== entry.sha256);
    void this.#try(() => this.#store.put(entry), others ? { entries: [entry, ...others] } : {});
  };

  readonly read = (): Promise<void> =>
    this.#try(async () => {
      const entries = await this.#store.all();
      this.#set({ entries: entries.sort((one, other) => (one.at < other.at ? 1 : -1)) });
    });

  readonly remove = (sha256: string): Promise<void> =>
    this.#try(() => this.#store.remove(sha256), { entries: this.#state.entries?.filter((entry) => entry.sha256 !== sha256) ?? null });

  readonly clear = (): Promise<void> => this.#try(() => this.#store.clear(), { entries: [] });

  async #try(change: () => Promise<void>, then: Partial<HistoryState> = {}): Promise<void> {
    try {
      await change();
      this.#set({ ...then, trouble: null });
    } catch (error) {
      this.#set({ trouble: error instanceof Error ? error.message : String(error) });
    }
  }

  #set(change: Partial<HistoryState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
