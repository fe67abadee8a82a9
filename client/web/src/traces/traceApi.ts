import { noAnswer, readProblem } from '../api/problem';
import type { Kind, Trace, TraceSummary } from './trace';

/** The calls of the Traces screen; tests bring their own. */
export interface TraceApi {
  list(kind: Kind): Promise<TraceSummary[]>;
  get(id: string): Promise<Trace>;
}

export const httpTraceApi: TraceApi = {
  list: async (kind) => ((await ask(`v1/traces?kind=${kind}&limit=100`)) as { traces: TraceSummary[] }).traces,
  get: async (id) => (await ask(`v1/traces/${id}`)) as Trace,
};

async function ask(url: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Accept: 'application/json' } });
  } catch {
    throw noAnswer('Check that CaptionCluster is still running, then try again.');
  }
  if (response.ok) return await response.json();
  throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'), Date.now());
}
