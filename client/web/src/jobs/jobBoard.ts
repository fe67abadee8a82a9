import { ProblemError, type Problem } from '../api/problem';
import { advanced, type Job, type JobItem } from './job';
import type { JobApi } from './jobApi';

export interface JobBoardParts {
  api: JobApi;
  urls: { createObjectURL(file: File): string };
  /** Runs something a moment later: events come faster than anyone can look. */
  soon(task: () => void): void;
}

export interface OpenedJob {
  job: Job;
  /** By index; a hole is a picture that is not decided yet. */
  items: ReadonlyMap<number, JobItem>;
  /** What the page can show of the pictures: those it sent itself. */
  pictures: readonly string[];
}

export interface JobBoardState {
  /** Newest first; null until they are known. */
  jobs: readonly Job[] | null;
  opened: OpenedJob | null;
  isSending: boolean;
  problem: Problem | null;
}

/** The jobs on the page. A store for useSyncExternalStore. */
export class JobBoard {
  readonly #parts: JobBoardParts;
  readonly #listeners = new Set<() => void>();
  /** Object URLs of what was sent from here, by job. */
  readonly #pictures = new Map<string, string[]>();
  #state: JobBoardState = { jobs: null, opened: null, isSending: false, problem: null };
  #stop: () => void = () => undefined;
  #arrived: JobItem[] = [];

  constructor(parts: JobBoardParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): JobBoardState => this.#state;

  refresh(): Promise<void> {
    return this.#try(async () => this.#set({ jobs: await this.#parts.api.list() }));
  }

  send(files: readonly File[]): Promise<void> {
    if (files.length === 0 || this.#state.isSending) return Promise.resolve();
    this.#set({ isSending: true });
    return this.#try(async () => {
      try {
        const job = await this.#parts.api.create(files);
        this.#pictures.set(job.id, files.map((file) => this.#parts.urls.createObjectURL(file)));
        this.#put(job);
        this.#follow(job);
      } finally {
        this.#set({ isSending: false });
      }
    });
  }

  open(id: string): Promise<void> {
    return this.#try(async () => this.#follow(await this.#parts.api.get(id)));
  }

  close(): void {
    this.#stop();
    this.#set({ opened: null });
  }

  remove(id: string): Promise<void> {
    return this.#try(async () => {
      const cancelled = await this.#parts.api.remove(id);
      if (cancelled !== null) return this.#put(cancelled);
      this.#stop();
      this.#set({
        jobs: this.#state.jobs?.filter((job) => job.id !== id) ?? null,
        opened: this.#state.opened?.job.id === id ? null : this.#state.opened,
      });
    });
  }

  #follow(job: Job, isAgain = false): void {
    this.#stop();
    this.#arrived = [];
    // The log is told from its beginning, so the counts start there too.
    const start = { ...job, counts: { ...job.counts, done: 0, dead: 0, waiting: job.counts.items }, progress: 0 };
    this.#set({ opened: { job: start, items: new Map(), pictures: this.#pictures.get(job.id) ?? [] } });
    const stop = this.#parts.api.follow(job, {
      item: (item) => {
        if (this.#arrived.push(item) === 1) this.#parts.soon(() => this.#take(job.id));
      },
      end: (state, counts) => {
        this.#take(job.id);
        const opened = this.#state.opened;
        if (opened?.job.id === job.id) this.#put({ ...opened.job, state, counts, progress: state === 'completed' ? 1 : opened.job.progress });
      },
      // Asking for the job says why, and gives a key the chance to be entered; a second time it would say the same.
      lost: () => void (isAgain ? this.close() : this.#try(async () => this.#follow(await this.#parts.api.get(job.id), true))),
    });
    this.#stop = () => {
      this.#stop = () => undefined;
      stop();
    };
  }

  #take(id: string): void {
    const { opened } = this.#state;
    if (opened?.job.id !== id || this.#arrived.length === 0) return;
    const items = new Map(opened.items);
    for (const item of this.#arrived) items.set(item.index, item);
    const job = advanced(opened.job, this.#arrived);
    this.#arrived = [];
    this.#set({ opened: { ...opened, items } });
    this.#put(job);
  }

  /** Shows how a job stands now, wherever it is shown. */
  #put(job: Job): void {
    const { jobs, opened } = this.#state;
    const isListed = jobs?.some(({ id }) => id === job.id);
    this.#set({
      jobs: isListed ? jobs!.map((one) => (one.id === job.id ? job : one)) : [job, ...(jobs ?? [])],
      opened: opened?.job.id === job.id ? { ...opened, job } : opened,
    });
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      this.#set({ problem: null });
      await task();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#set({ problem: error.problem });
    }
  }

  #set(change: Partial<JobBoardState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
