import { useSyncExternalStore } from 'react';

export type Screen = 'photos' | 'jobs';

/** Which screen the address names, so that it can be linked to and gone back from. */
export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, () => (location.hash === '#jobs' ? 'jobs' : 'photos'));
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
