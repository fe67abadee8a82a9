import type { CaptionApi } from '../api/captionApi';
import { ProblemError } from '../api/problem';
import type { Caption } from '../api/types';
import type { UploadEvents } from '../api/upload';
import type { Clock } from './clock';
import type { Origin, PhotoState } from './photo';

export interface CaptionPhotoParts {
  api: CaptionApi;
  clock: Clock;
  digestOf(file: File): Promise<string | null>;
}

/** A busy server is asked this often in all, and never waited for longer than this at a time. */
export const attempts = 5;
export const longestPauseSeconds = 60;
const pauseSecondsUnsaid = 2;

/** Takes one picture from file or address to sentence and reports every step. Throws only when aborted. */
export async function captionPhoto(
  origin: Origin,
  { api, clock, digestOf }: CaptionPhotoParts,
  report: (state: PhotoState) => void,
  signal: AbortSignal,
): Promise<void> {
  const start = clock.now();
  const done = (caption: Caption, uploaded: boolean) =>
    report({ step: 'done', caption, uploaded, elapsedMs: clock.now() - start });
  const events: UploadEvents = {
    sending: (sent, total) => report({ step: 'uploading', sent, total }),
    sent: () => report({ step: 'captioning', words: '' }),
    words: (words) => report({ step: 'captioning', words }),
  };

  try {
    if ('address' in origin) {
      const ask = () => {
        events.sent();
        return api.captionAddress(origin.address, events, signal);
      };
      return done(await patiently(ask, clock, report, signal), false);
    }

    const { file } = origin;
    report({ step: 'hashing' });
    const sha256 = await digestOf(file);
    signal.throwIfAborted();

    if (sha256 !== null) {
      report({ step: 'lookingUp' });
      const known = await lookUp(api, sha256, signal);
      if (known !== null) return done(known, false);
    }

    const send = () => {
      events.sending(0, file.size);
      return api.caption(file, events, signal);
    };
    done(await patiently(send, clock, report, signal), true);
  } catch (error) {
    if (signal.aborted || !(error instanceof ProblemError)) throw error;
    report({ step: 'failed', problem: error.problem });
  }
}

/** The look-up only saves an upload. When it fails the upload goes on, and says what is wrong if it still is. */
async function lookUp(api: CaptionApi, sha256: string, signal: AbortSignal): Promise<Caption | null> {
  try {
    return await api.find(sha256, signal);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

async function patiently(
  send: () => Promise<Caption>,
  clock: Clock,
  report: (state: PhotoState) => void,
  signal: AbortSignal,
): Promise<Caption> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : null;
      if (problem?.status !== 429 || attempt === attempts) throw error;
      const seconds = Math.min(problem.retryAfterSeconds ?? pauseSecondsUnsaid, longestPauseSeconds);
      report({ step: 'pausing', seconds, attempt: attempt + 1, attempts, because: problem });
      await clock.wait(seconds * 1000, signal);
    }
  }
}
