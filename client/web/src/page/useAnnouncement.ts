import { useEffect, useRef, useState } from 'react';
import type { Photo } from '../photos/photo';

/** The latest outcome in one sentence, for screen readers: progress would talk over everything. */
export function useAnnouncement(photos: readonly Photo[]): string {
  const told = useRef(new Map<number, Photo['state']>());
  const [message, setMessage] = useState('');

  useEffect(() => {
    const news = photos.flatMap(({ id, file, state }) => {
      if (told.current.get(id) === state) return [];
      told.current.set(id, state);
      if (state.step === 'done') return [`${file.name}: ${state.caption.caption}`];
      return state.step === 'failed' ? [`${file.name}: ${state.problem.title}. ${state.problem.detail}`] : [];
    });
    if (news.length > 0) setMessage(news.join(' '));
  }, [photos]);

  return message;
}
