import type { Caption, Source } from '../api/types';
import type { PhotoState } from '../photos/photo';

/** Milliseconds as people read them. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)}\u00a0s`;
  return milliseconds >= 10 ? `${Math.round(milliseconds)}\u00a0ms` : `${milliseconds.toFixed(1)}\u00a0ms`;
}

export function percent(value: number): string {
  return `${Math.round(value * 100)}\u00a0%`;
}

export function fileSize(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}

const sources: Record<Source, string> = {
  computed: 'Computed for you',
  coalesced: 'Shared: someone asked for the same picture at the same moment',
  hit: 'Known already',
};

export function sourceWords({ source }: Caption, uploaded: boolean): string {
  return source === 'hit' && !uploaded ? 'Known already, nothing was uploaded' : sources[source];
}

/** What is going on right now. */
export function stepWords(state: PhotoState): string {
  switch (state.step) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'hashing':
      return 'Taking the fingerprint';
    case 'lookingUp':
      return 'Asking whether it is known';
    case 'uploading':
      return `Uploading, ${percent(state.total === 0 ? 0 : state.sent / state.total)} of ${fileSize(state.total)}`;
    case 'captioning':
      return 'Looking for words';
    case 'pausing':
      return `The server is busy. Trying again in ${Math.ceil(state.seconds)}\u00a0s (${state.attempt} of ${state.attempts})`;
    case 'done':
      return 'Done';
    case 'failed':
      return 'Failed';
  }
}
