import { useSyncExternalStore } from 'react';

export const screens = ['photos', 'jobs', 'history', 'cluster', 'traces'] as const;

export type Screen = (typeof screens)[number];

/** Which screen the address names, so that it can be linked to and gone back from. */
export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, () => screens.find((screen) => location.hash === `#${screen}`) ?? 'photos');
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
