import { useCallback, useEffect, useState } from 'react';
import { ProblemError, type Problem } from '../api/problem';
import type { Kind, Trace, TraceSummary } from './trace';
import type { TraceApi } from './traceApi';

export interface TracesState {
  list: readonly TraceSummary[] | null;
  opened: Trace | null;
  problem: Problem | null;
  refresh(): void;
  open(id: string): void;
  close(): void;
}

/** The list of a kind, and the trace that is looked at. */
export function useTraces(api: TraceApi, kind: Kind): TracesState {
  const [list, setList] = useState<readonly TraceSummary[] | null>(null);
  const [opened, setOpened] = useState<Trace | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const run = useCallback(async (work: () => Promise<void>) => {
    try {
      await work();
      setProblem(null);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.problem);
    }
  }, []);
  const refresh = useCallback(() => void run(async () => setList(await api.list(kind))), [api, kind, run]);
  useEffect(refresh, [refresh]);

  return {
    list,
    opened,
    problem,
    refresh,
    open: (id) => void run(async () => setOpened(await api.get(id))),
    close: () => setOpened(null),
  };
}
