/** A picture made small twice: to look at, and to remember. */
export interface Thumbnail {
  large: Blob;
  small: Blob;
}

export interface Thumbnails {
  /** Null when the browser can't show such a file. */
  of(file: File): Promise<Thumbnail | null>;
}

/** Decoding and resizing, beside the page's own thread: a large photo takes longer than a page may stand still. */
export function workerThumbnails(): Thumbnails {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, (made: Thumbnail | null) => void>();

  const start = () => {
    const started = new Worker(new URL('./thumbnailWorker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<{ id: number; made: Thumbnail | null }>) => {
      waiting.get(data.id)?.(data.made);
      waiting.delete(data.id);
    };
    // It could not be loaded, or died of a picture: that one has no preview, and the next gets a new worker.
    started.onerror = () => {
      started.terminate();
      worker = null;
      for (const resolve of waiting.values()) resolve(null);
      waiting.clear();
    };
    return started;
  };

  return {
    of: (file) =>
      new Promise((resolve) => {
        worker ??= start();
        waiting.set(++lastId, resolve);
        worker.postMessage({ id: lastId, file });
      }),
  };
}
