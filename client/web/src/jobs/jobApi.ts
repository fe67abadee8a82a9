import { noAnswer, readProblem } from '../api/problem';
import type { Counts, Job, JobItem, JobState } from './job';

export interface JobListener {
  item(item: JobItem): void;
  end(state: JobState, counts: Counts): void;
  /** The server refuses to tell more, for want of a key, say. */
  lost(): void;
}

/** The calls of the Jobs screen; tests bring their own. */
export interface JobApi {
  create(files: readonly File[]): Promise<Job>;
  list(): Promise<Job[]>;
  get(id: string): Promise<Job>;
  /** Cancels an open job; forgets an ended one, which gives null. */
  remove(id: string): Promise<Job | null>;
  /** Tells everything that was decided, from the first picture on, and then what follows. What it returns stops it. */
  follow(job: Job, listener: JobListener): () => void;
}

export const httpJobApi: JobApi = {
  async create(files) {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    return (await call('v1/jobs', { method: 'POST', body: form })) as Job;
  },

  list: async () => ((await call('v1/jobs?max=20')) as { jobs: Job[] }).jobs,

  get: async (id) => (await call(`v1/jobs/${id}?max=0`)) as Job,

  remove: async (id) => (await call(`v1/jobs/${id}`, { method: 'DELETE' })) as Job | null,

  // An EventSource comes back by itself and says where it was; the server goes on from there.
  follow(job, listener) {
    const source = new EventSource(job.links.events);
    const on = (name: string, tell: (data: unknown) => void) =>
      source.addEventListener(name, (event) => tell(JSON.parse((event as MessageEvent<string>).data)));
    on('item', (data) => listener.item((data as { item: JobItem }).item));
    on('end', (data) => {
      source.close();
      const { state, counts } = data as { state: JobState; counts: Counts };
      listener.end(state, counts);
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) listener.lost();
    };
    return () => source.close();
  },
};

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await answer(url, init);
  if (response.status === 204) return null;
  if (response.ok) return await response.json();
  throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'), Date.now());
}

async function answer(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, headers: { Accept: 'application/json' } });
  } catch {
    throw noAnswer('Check that CaptionCluster is still running, then try again.');
  }
}
