import { noAnswer, readProblem } from '../api/problem';
import type { Cluster } from './cluster';

/** The call of the Cluster screen; tests bring their own. */
export interface ClusterApi {
  read(signal: AbortSignal): Promise<Cluster>;
}

export const httpClusterApi: ClusterApi = {
  async read(signal) {
    const response = await answer(signal);
    if (response.ok) return (await response.json()) as Cluster;
    throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'), Date.now());
  },
};

async function answer(signal: AbortSignal): Promise<Response> {
  try {
    return await fetch('v1/cluster?history=true', { signal, headers: { Accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw noAnswer('This page asks again every few seconds.');
  }
}
