import { expect, test } from 'vitest';
import { attempts, captionPhoto, longestPauseSeconds } from '../../src/photos/captionPhoto';
import type { PhotoState } from '../../src/photos/photo';
import { aCaption, aFile, FakeCaptionApi, FakeClock, problem } from './fakes';

async function run(api: FakeCaptionApi, { digest = 'abc' as string | null, clock = new FakeClock() } = {}): Promise<PhotoState[]> {
  const states: PhotoState[] = [];
  const parts = { api, clock, digestOf: () => Promise.resolve(digest) };
  await captionPhoto({ file: aFile() }, parts, (state) => states.push(state), new AbortController().signal);
  return states;
}

const steps = (states: PhotoState[]) => states.map(({ step }) => step);

test('captionPhoto_KnownPicture_IsNotUploaded', async () => {
  const api = new FakeCaptionApi();
  api.known = aCaption('hit');

  const states = await run(api);

  expect(api.calls).toEqual(['find abc']);
  expect(steps(states)).toEqual(['hashing', 'lookingUp', 'done']);
  expect(states.at(-1)).toMatchObject({ uploaded: false, caption: { source: 'hit' } });
});

test('captionPhoto_NewPicture_GoesThroughEveryStep', async () => {
  const api = new FakeCaptionApi();
  api.uploads = [aCaption()];

  const states = await run(api);

  expect(steps(states)).toEqual(['hashing', 'lookingUp', 'uploading', 'uploading', 'captioning', 'done']);
  expect(states.at(-1)).toMatchObject({ uploaded: true });
});

test('captionPhoto_NoCryptography_UploadsWithoutLookingUp', async () => {
  const api = new FakeCaptionApi();
  api.uploads = [aCaption()];

  await run(api, { digest: null });

  expect(api.calls).toEqual(['caption dog.jpg']);
});

test('captionPhoto_LookUpFails_UploadsAnyway', async () => {
  const api = new FakeCaptionApi();
  api.known = problem(503);
  api.uploads = [aCaption()];

  const states = await run(api);

  expect(states.at(-1)?.step).toBe('done');
});

test('captionPhoto_BusyServer_WaitsAsAskedAndTriesAgain', async () => {
  const api = new FakeCaptionApi();
  api.uploads = [problem(429, 3), problem(429), aCaption()];
  const clock = new FakeClock();

  const states = await run(api, { clock });

  expect(clock.waits).toEqual([3000, 2000]);
  expect(states.filter(({ step }) => step === 'pausing')).toMatchObject([
    { seconds: 3, attempt: 2, attempts },
    { seconds: 2, attempt: 3, attempts },
  ]);
  expect(states.at(-1)).toMatchObject({ step: 'done', elapsedMs: 5000 });
});

test('captionPhoto_ServerBusyForLong_GivesUpAfterItsAttempts', async () => {
  const api = new FakeCaptionApi();
  api.uploads = Array.from({ length: attempts + 1 }, () => problem(429, 100_000));
  const clock = new FakeClock();

  const states = await run(api, { clock });

  expect(clock.waits).toEqual(Array(attempts - 1).fill(longestPauseSeconds * 1000));
  expect(states.at(-1)).toMatchObject({ step: 'failed', problem: { status: 429 } });
  expect(api.uploads).toHaveLength(1);
});

test('captionPhoto_BrokenPicture_FailsAtOnce', async () => {
  const api = new FakeCaptionApi();
  api.uploads = [problem(400), aCaption()];

  const states = await run(api);

  expect(states.at(-1)).toMatchObject({ step: 'failed', problem: { status: 400 } });
  expect(api.uploads).toHaveLength(1);
});

test('captionPhoto_FaultOfThePage_IsNotSwallowed', async () => {
  const api = new FakeCaptionApi();
  api.uploads = [new TypeError('a fault')];

  await expect(run(api)).rejects.toThrow('a fault');
});
