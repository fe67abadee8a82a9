import type { Problem } from '../api/problem';
import type { Caption } from '../api/types';

/** How far a picture is. Steps come in this order; any may fail, and a hit skips from looking up to done. */
export type PhotoState =
  | { step: 'waiting' }
  | { step: 'hashing' }
  | { step: 'lookingUp' }
  | { step: 'uploading'; sent: number; total: number }
  | { step: 'captioning' }
  | { step: 'pausing'; seconds: number; attempt: number; attempts: number; because: Problem }
  | { step: 'done'; caption: Caption; uploaded: boolean; elapsedMs: number }
  | { step: 'failed'; problem: Problem };

export interface Photo {
  id: number;
  file: File;
  /** An object URL of the file, good while the photo is on the board. */
  url: string;
  state: PhotoState;
}

export type PhotoAction =
  | { type: 'added'; photos: Photo[] }
  | { type: 'moved'; id: number; state: PhotoState }
  | { type: 'removed'; id: number };

/** Newest first. News about a photo that was taken away is dropped. */
export function photosReducer(photos: readonly Photo[], action: PhotoAction): readonly Photo[] {
  switch (action.type) {
    case 'added':
      return [...action.photos, ...photos];
    case 'moved':
      return photos.map((photo) => (photo.id === action.id ? { ...photo, state: action.state } : photo));
    case 'removed':
      return photos.filter((photo) => photo.id !== action.id);
  }
}

export function isAtWork({ step }: PhotoState): boolean {
  return step !== 'done' && step !== 'failed';
}
