import { readProblem, noAnswer } from './problem';
import type { Caption, Model } from './types';
import { upload, type UploadEvents } from './upload';

/** The calls the page makes; tests bring their own. */
export interface CaptionApi {
  /** What is known of a picture, null when it was never seen. */
  find(sha256: string, signal: AbortSignal): Promise<Caption | null>;
  caption(file: File, events: UploadEvents, signal: AbortSignal): Promise<Caption>;
  models(signal: AbortSignal): Promise<Model[]>;
}

const include = 'include=tokens,attention,timing,alternatives';

export const httpCaptionApi: CaptionApi = {
  async find(sha256, signal) {
    const response = await get(`v1/captions/${sha256}?${include}`, signal);
    if (response.status === 404) return null;
    return (await read(response)) as Caption;
  },

  caption: (file, events, signal) => upload(`v1/captions?${include}`, file, events, signal),

  async models(signal) {
    const answer = (await read(await get('v1/models', signal))) as { models: Model[] };
    return answer.models;
  },
};

async function get(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, headers: { Accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw noAnswer('Check that CaptionCluster is still running, then try again.');
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.ok) return await response.json();
  throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'), Date.now());
}
