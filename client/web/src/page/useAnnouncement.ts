import { useEffect, useRef, useState } from 'react';
import { countsOf } from '../photos/photoBoard';
import type { Photo } from '../photos/photo';

/** With more than these at once, each one's outcome would talk over the next. */
const mostOneByOne = 3;

export interface Announcement {
  text: string;
  /** Grows with each: the same words again are news too. */
  turn: number;
}

/** What happened, in a sentence, for screen readers: progress would talk over everything. */
export function useAnnouncement(photos: readonly Photo[]): Announcement {
  const told = useRef(new Map<number, Photo['state']>());
  const isMany = useRef(false);
  const [said, setSaid] = useState<Announcement>({ text: '', turn: 0 });

  useEffect(() => {
    const counts = countsOf(photos);
    isMany.current ||= counts.atWork > mostOneByOne;
    const news = photos.flatMap(({ id, name, state }) => {
      if (told.current.get(id) === state) return [];
      told.current.set(id, state);
      if (state.step === 'done') return [`${name}: ${state.caption.caption}`];
      return state.step === 'failed' ? [`${name}: ${state.problem.title}. ${state.problem.detail}`] : [];
    });
    if (news.length === 0) return;
    if (!isMany.current) return setSaid(({ turn }) => ({ text: news.join(' '), turn: turn + 1 }));
    if (counts.atWork > 0) return;
    isMany.current = false;
    const failed = counts.failed === 0 ? '' : `, ${counts.failed} without a caption`;
    setSaid(({ turn }) => ({ text: `${counts.all} photos: ${counts.done} captioned${failed}.`, turn: turn + 1 }));
  }, [photos]);

  return said;
}
