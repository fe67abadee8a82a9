import { useEffect, useState } from 'react';
import type { CaptionApi } from '../api/captionApi';
import type { Model } from '../api/types';

const askAgainMilliseconds = 5000;

export type ModelsState =
  | { at: 'asking' }
  | { at: 'unreachable'; why: string }
  | { at: 'known'; models: readonly Model[]; chosen: Model | undefined; fetchesAddresses: boolean };

/** Asks what is loaded, and again while the answer is not "ready". */
export function useModels(api: CaptionApi): ModelsState {
  const [state, setState] = useState<ModelsState>({ at: 'asking' });

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const next = await models(api, controller.signal);
      if (controller.signal.aborted) return;
      setState(next);
      const isSettled = next.at === 'known' && next.chosen?.state === 'ready';
      if (!isSettled) timer = setTimeout(ask, askAgainMilliseconds);
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api]);

  return state;
}

async function models(api: CaptionApi, signal: AbortSignal): Promise<ModelsState> {
  try {
    const { models: loaded, urls = 'none' } = await api.models(signal);
    return { at: 'known', models: loaded, chosen: loaded.find((model) => model.isDefault) ?? loaded[0], fetchesAddresses: urls !== 'none' };
  } catch (error) {
    // The header says it, and the next asking is on its way.
    return { at: 'unreachable', why: error instanceof Error ? error.message : String(error) };
  }
}
