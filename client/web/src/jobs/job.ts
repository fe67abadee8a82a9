/** The service's jobs, as far as the page reads them. */

export interface Counts {
  items: number;
  done: number;
  dead: number;
  waiting: number;
}

export type JobState = 'open' | 'completed' | 'cancelled';

export interface Job {
  id: string;
  state: JobState;
  counts: Counts;
  /** 0 to 1. */
  progress: number;
  remainingSeconds?: number;
  createdAt: string;
  endedAt?: string;
  links: { self: string; events: string; results: string };
}

/** One picture of a job, decided: with a result or with an error. */
export interface JobItem {
  index: number;
  id?: string;
  result?: { caption: string; altText: string; adequacy?: number };
  error?: { type: string; detail: string };
}

/** The job after one more of its pictures was decided. Events come in order, so the newest number counts. */
export function advanced(job: Job, items: readonly JobItem[]): Job {
  if (items.length === 0) return job;
  const dead = job.counts.dead + items.filter(({ error }) => error).length;
  const done = job.counts.done + items.filter(({ error }) => !error).length;
  const decided = done + dead;
  return { ...job, counts: { ...job.counts, done, dead, waiting: job.counts.items - decided }, progress: decided / job.counts.items };
}

export function progressWords({ state, counts, remainingSeconds }: Job): string {
  const dead = counts.dead > 0 ? `, ${counts.dead} without a caption` : '';
  const done = `${counts.done} of ${counts.items} done${dead}`;
  if (state === 'cancelled') return `Cancelled: ${done}`;
  if (state === 'completed' || remainingSeconds === undefined) return done;
  return `${done}, about ${roughly(remainingSeconds)} left`;
}

function roughly(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
