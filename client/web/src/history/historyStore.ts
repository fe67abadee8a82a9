import type { Entry } from './entry';

/** Where entries are kept. */
export interface HistoryStore {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(sha256: string): Promise<void>;
  clear(): Promise<void>;
}

const pictures = 'pictures';

/** In this browser's IndexedDB, apart for each place a page is served at. */
export function indexedHistory(page: string): HistoryStore {
  let opening: Promise<IDBDatabase> | null = null;
  const open = () =>
    (opening ??= opened(`captioncluster ${new URL('.', page).pathname}`).catch((error: unknown) => {
      opening = null; // The next call tries again.
      throw error;
    }));

  const run = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await open()).transaction(pictures, mode);
    const request = ask(transaction.objectStore(pictures));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser did not keep it.'));
    });
  };

  return {
    all: () => run<Entry[]>('readonly', (store) => store.getAll()),
    put: async (entry) => void (await run('readwrite', (store) => store.put(entry))),
    remove: async (sha256) => void (await run('readwrite', (store) => store.delete(sha256))),
    clear: async () => void (await run('readwrite', (store) => store.clear())),
  };
}

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(pictures, { keyPath: 'sha256' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
