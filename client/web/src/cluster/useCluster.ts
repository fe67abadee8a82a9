import { useEffect, useState } from 'react';
import { ProblemError, type Problem } from '../api/problem';
import type { Announcement } from '../page/useAnnouncement';
import { news, type Cluster } from './cluster';
import type { ClusterApi } from './clusterApi';

const periodMilliseconds = 2000;

export interface ClusterState {
  /** What was told last; null before anything was. */
  cluster: Cluster | null;
  /** Why it is not told now. */
  problem: Problem | null;
  said: Announcement;
}

/** Asks again every two seconds, while somebody looks. */
export function useCluster(api: ClusterApi): ClusterState {
  const [state, setState] = useState<ClusterState>({ cluster: null, problem: null, said: { text: '', turn: 0 } });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if (!document.hidden) {
        const change = await next(api, signal);
        if (signal.aborted) return;
        setState((state) => after(state, change));
      }
      timer = setTimeout(ask, periodMilliseconds);
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api]);

  return state;
}

async function next(api: ClusterApi, signal: AbortSignal): Promise<Cluster | Problem> {
  try {
    return await api.read(signal);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    if (signal.aborted) return { type: 'about:blank', status: 0, title: '', detail: '' };
    throw error;
  }
}

function after(state: ClusterState, change: Cluster | Problem): ClusterState {
  if (!('silos' in change)) return { ...state, problem: change };
  const text = news(state.cluster, change).join(' ');
  return { cluster: change, problem: null, said: text === '' ? state.said : { text, turn: state.said.turn + 1 } };
}
