import { readProblem, noAnswer } from './problem';
import type { Caption, Models } from './types';
import { upload, type UploadEvents } from './upload';

/** The calls the page makes; tests bring their own. */
export interface CaptionApi {
  /** What is known of a picture, null when it was never seen. */
  find(sha256: string, signal: AbortSignal): Promise<Caption | null>;
  caption(file: File, events: UploadEvents, signal: AbortSignal): Promise<Caption>;
  /** Of a picture that the server fetches itself. */
  captionAddress(address: string, events: UploadEvents, signal: AbortSignal): Promise<Caption>;
  /** A person's sentence in the place of the model's. */
  correct(sha256: string, sentence: string, signal: AbortSignal): Promise<Caption>;
  takeBack(sha256: string, signal: AbortSignal): Promise<void>;
  models(signal: AbortSignal): Promise<Models>;
}

const include = 'include=tokens,attention,timing,alternatives';

export const httpCaptionApi: CaptionApi = {
  async find(sha256, signal) {
    const response = await ask('GET', `v1/captions/${sha256}?${include}`, signal);
    if (response.status === 404) return null;
    return (await read(response)) as Caption;
  },

  caption: (file, events, signal) => upload(`v1/captions?${include}`, file, events, signal),

  captionAddress: (url, events, signal) => upload(`v1/captions?${include}`, JSON.stringify({ image: { url } }), events, signal),

  correct: async (sha256, caption, signal) =>
    (await read(await ask('PUT', `v1/captions/${sha256}/correction?${include}`, signal, JSON.stringify({ caption })))) as Caption,

  async takeBack(sha256, signal) {
    const response = await ask('DELETE', `v1/captions/${sha256}/correction`, signal);
    // Taken back already, elsewhere: that is what was wanted.
    if (response.status !== 404 && !response.ok) await read(response);
  },

  async models(signal) {
    return (await read(await ask('GET', 'v1/models', signal))) as Models;
  },
};

async function ask(method: string, url: string, signal: AbortSignal, body?: string): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  try {
    return await fetch(url, { method, signal, headers, body: body ?? null });
  } catch (error) {
    if (signal.aborted) throw error;
    throw noAnswer('Check that CaptionCluster is still running, then try again.');
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.ok) return await response.json();
  throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'), Date.now());
}
