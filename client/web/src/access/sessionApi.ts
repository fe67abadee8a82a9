import { noAnswer, readProblem } from '../api/problem';

/** The calls about the session; tests bring their own. */
export interface SessionApi {
  /** The key goes in a header, once; what the browser keeps is a cookie that no script can read. */
  signIn(key: string): Promise<void>;
  signOut(): Promise<void>;
}

export const httpSessionApi: SessionApi = {
  signIn: (key) => call({ method: 'POST', headers: { Authorization: `Bearer ${key}` } }),
  async signOut() {
    await call({ method: 'DELETE' });
  },
};

async function call(init: RequestInit): Promise<void> {
  const response = await answer(init);
  if (!response.ok) throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'), Date.now());
}

async function answer(init: RequestInit): Promise<Response> {
  try {
    return await fetch('v1/session', init);
  } catch {
    throw noAnswer('Check that CaptionCluster is still running, then try again.');
  }
}
