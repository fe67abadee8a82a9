export type Limiter = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Runs at most so many tasks at a time, first come first served. A task aborted in the queue never starts. */
export function createLimiter(limit: number): Limiter {
  let running = 0;
  const queue: Array<() => void> = [];

  return async (task, signal) => {
    if (running >= limit) {
      // Whoever ends hands its place over, so nobody can slip in between.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      running++;
    }

    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}
