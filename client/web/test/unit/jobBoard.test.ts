import { expect, test } from 'vitest';
import { advanced, progressWords, type Counts, type Job, type JobState } from '../../src/jobs/job';
import type { JobApi, JobListener } from '../../src/jobs/jobApi';
import { JobBoard } from '../../src/jobs/jobBoard';
import { aFile, problem } from './fakes';

function aJob(items = 3, change: Partial<Job> = {}): Job {
  const self = '/v1/jobs/7';
  const counts = { items, done: 0, dead: 0, waiting: items };
  const links = { self, events: `${self}/events`, results: `${self}/results` };
  return { id: '7', state: 'open', counts, progress: 0, createdAt: '2026-01-02T03:04:05Z', links, ...change };
}

class FakeJobApi implements JobApi {
  listener: JobListener | null = null;
  removed: Job | null = null;
  failure: Error | null = null;
  stops = 0;

  create = (files: readonly File[]) => (this.failure ? Promise.reject(this.failure) : Promise.resolve(aJob(files.length)));
  list = () => Promise.resolve([aJob()]);
  get = () => Promise.resolve(aJob());
  remove = () => Promise.resolve(this.removed);
  follow = (_job: Job, listener: JobListener) => {
    this.listener = listener;
    return () => void this.stops++;
  };
}

function board() {
  const api = new FakeJobApi();
  const tasks: Array<() => void> = [];
  const it = new JobBoard({ api, urls: { createObjectURL: ({ name }) => `blob:${name}` }, soon: (task) => tasks.push(task) });
  const later = () => tasks.splice(0).forEach((task) => task());
  return { api, it, later };
}

const done = (index: number) => ({ index, result: { caption: `Sentence ${index}.`, altText: '' } });
const dead = (index: number) => ({ index, error: { type: '/problems/broken-image', detail: 'It is cut off.' } });
const end = (listener: JobListener | null, state: JobState, counts: Counts) => listener!.end(state, counts);

test('send_Files_OpensTheJobWithItsPictures', async () => {
  const { it } = board();

  await it.send([aFile('a.jpg'), aFile('b.jpg')]);

  expect(it.snapshot().opened?.pictures).toEqual(['blob:a.jpg', 'blob:b.jpg']);
  expect(it.snapshot().jobs).toHaveLength(1);
  expect(it.snapshot().isSending).toBe(false);
});

test('send_Refused_TellsTheProblem', async () => {
  const { api, it } = board();
  api.failure = problem(503);

  await it.send([aFile()]);

  expect(it.snapshot()).toMatchObject({ isSending: false, opened: null, problem: { status: 503 } });
});

test('follow_ManyItems_AreTakenTogether', async () => {
  const { api, it, later } = board();
  await it.open('7');
  let changes = 0;
  it.subscribe(() => changes++);

  api.listener!.item(done(2));
  api.listener!.item(dead(0));
  expect(changes).toBe(0);
  later();

  expect(it.snapshot().opened!.job.counts).toEqual({ items: 3, done: 1, dead: 1, waiting: 1 });
  expect([...it.snapshot().opened!.items.keys()].sort()).toEqual([0, 2]);
});

test('follow_Lost_AsksForTheJobOnceAndThenGivesUp', async () => {
  const { api, it } = board();
  await it.open('7');
  const first = api.listener!;

  first.lost();
  await expect.poll(() => api.listener !== first).toBe(true);
  api.listener!.lost();

  expect(it.snapshot().opened).toBeNull();
});

test('follow_End_ShowsTheLastItemsAndTheState', async () => {
  const { api, it } = board();
  await it.refresh();
  await it.open('7');

  for (const index of [0, 1, 2]) api.listener!.item(done(index));
  end(api.listener, 'completed', { items: 3, done: 3, dead: 0, waiting: 0 });

  expect(it.snapshot().opened).toMatchObject({ job: { state: 'completed', progress: 1 } });
  expect(it.snapshot().opened!.items.size).toBe(3);
  expect(it.snapshot().jobs).toMatchObject([{ id: '7', state: 'completed' }]);
});

test('open_Another_StopsFollowingTheFirst', async () => {
  const { api, it } = board();
  await it.open('7');
  await it.open('7');
  it.close();
  it.close();

  expect(api.stops).toBe(2);
  expect(it.snapshot().opened).toBeNull();
});

test('remove_Ended_TakesItAway', async () => {
  const { it } = board();
  await it.refresh();
  await it.open('7');

  await it.remove('7');

  expect(it.snapshot()).toMatchObject({ jobs: [], opened: null });
});

test('remove_Open_ShowsItCancelled', async () => {
  const { api, it } = board();
  await it.refresh();
  api.removed = aJob(3, { state: 'cancelled' });

  await it.remove('7');

  expect(it.snapshot().jobs).toMatchObject([{ state: 'cancelled' }]);
});

test('progressWords_AnyState_SaysWhatIsLeft', () => {
  const counts = { items: 9, done: 4, dead: 1, waiting: 4 };
  expect(progressWords(aJob(9, { counts, remainingSeconds: 600 }))).toBe('4 of 9 done, 1 without a caption, about 10 min left');
  expect(progressWords(aJob(9, { counts, state: 'cancelled' }))).toBe('Cancelled: 4 of 9 done, 1 without a caption');
  expect(progressWords(aJob(9))).toBe('0 of 9 done');
});

test('advanced_NoItems_IsTheSameJob', () => {
  const job = aJob();
  expect(advanced(job, [])).toBe(job);
});
