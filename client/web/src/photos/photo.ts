import type { Problem } from '../api/problem';
import type { Caption } from '../api/types';

/** How far a picture is. Steps come in this order; any may fail, and a hit skips from looking up to done. */
export type PhotoState =
  | { step: 'waiting' }
  | { step: 'hashing' }
  | { step: 'lookingUp' }
  | { step: 'uploading'; sent: number; total: number }
  /** With the words so far, as they are decided. */
  | { step: 'captioning'; words: string }
  | { step: 'pausing'; seconds: number; attempt: number; attempts: number; because: Problem }
  | { step: 'done'; caption: Caption; uploaded: boolean; elapsedMs: number }
  | { step: 'failed'; problem: Problem };

/** Small enough for hundreds: the original is never drawn. */
export type Preview = { at: 'making' } | { at: 'none' } | { at: 'there'; url: string; small: Blob };

/** Where a picture's bytes come from. */
export type Origin = { file: File } | { address: string };

export interface Photo {
  id: number;
  name: string;
  origin: Origin;
  preview: Preview;
  state: PhotoState;
}

export type PhotoAction =
  | { type: 'added'; photos: Photo[] }
  | { type: 'moved'; id: number; state: PhotoState }
  | { type: 'previewed'; id: number; preview: Preview }
  | { type: 'removed'; ids: ReadonlySet<number> };

/** Newest first. News about a photo that was taken away is dropped. */
export function photosReducer(photos: readonly Photo[], action: PhotoAction): readonly Photo[] {
  switch (action.type) {
    case 'added':
      return [...action.photos, ...photos];
    case 'moved':
      return photos.map((photo) => (photo.id === action.id ? { ...photo, state: action.state } : photo));
    case 'previewed':
      return photos.map((photo) => (photo.id === action.id ? { ...photo, preview: action.preview } : photo));
    case 'removed':
      return photos.filter((photo) => !action.ids.has(photo.id));
  }
}

export function isAtWork({ step }: PhotoState): boolean {
  return step !== 'done' && step !== 'failed';
}
