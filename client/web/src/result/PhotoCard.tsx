import { memo, useMemo } from 'react';
import { gridOf } from '../attention/grid';
import { useLookedAtWord } from '../attention/useLookedAtWord';
import { whereabouts } from '../attention/whereabouts';
import { wordsOf, type Word } from '../attention/words';
import { isAtWork, type Photo } from '../photos/photo';
import type { PhotoBoard } from '../photos/photoBoard';
import { CaptionView } from './CaptionView';
import { wordLevel } from './levels';
import { PhotoStage } from './PhotoStage';
import { ProblemNotice } from './ProblemNotice';
import { percent } from './said';
import { StepLine } from './StepLine';

interface PhotoCardProps {
  photo: Photo;
  /** The attention grid of the model that answers. */
  grid: { columns: number; rows: number };
  board: PhotoBoard;
}

export const PhotoCard = memo(function PhotoCard({ photo: { id, state, name, origin, preview }, grid: size, board }: PhotoCardProps) {
  const caption = state.step === 'done' ? state.caption : null;
  // What the model saw belongs to its own words, also where a person's take their place.
  const words = useMemo(() => (caption === null ? [] : wordsOf(caption.modelCaption ?? caption.caption, caption.tokens)), [caption]);
  const looked = useLookedAtWord(words.length);
  const word = looked.word === null ? undefined : words[looked.word];
  const grid = useMemo(() => gridOf(word?.attention ?? null, size), [word, size]);

  const hint = words.some(({ attention }) => attention) ? 'Choose a word to see where the model looked.' : '';

  const describe = ({ attention, probability }: Word) => {
    const at = gridOf(attention, size);
    const place = at && `, looked at ${whereabouts(at)}`;
    const certainty = probability === null ? '' : `, ${wordLevel(probability).words}, ${percent(probability)}`;
    return `${place ?? ''}${certainty}`;
  };

  return (
    <article id={`photo-${id}`} className="card" tabIndex={-1} aria-label={name} aria-busy={isAtWork(state)}>
      <figure className="photo">
        <PhotoStage preview={preview} alt={caption?.altText || name} grid={grid} size={grid ?? size} isBusy={isAtWork(state)} />
        {words.length > 0 && (
          <figcaption className="readout" aria-hidden="true">
            {word ? <><strong>{bare(word.text)}</strong>{describe(word)}</> : hint}
          </figcaption>
        )}
      </figure>
      <div className="story">
        <p className="file-line">
          <span className="file-name">{name}</span>
          <button type="button" className="remove" aria-label={`Remove ${name}`} title="Remove" onClick={() => board.remove(id)}>
            ×
          </button>
        </p>
        {state.step === 'done' && (
          <CaptionView
            {...state}
            origin={origin}
            words={words}
            looked={looked}
            describe={describe}
            onCorrect={(sentence) => board.correct(id, sentence)}
            onTakeBack={() => board.takeBack(id)}
          />
        )}
        {state.step === 'failed' && <ProblemNotice problem={state.problem} onRetry={() => board.retry(id)} />}
        {isAtWork(state) && <StepLine state={state} />}
      </div>
    </article>
  );
});

/** Without the sentence's full stop, which reads oddly before a comma. */
function bare(text: string): string {
  return text.replace(/[.,;:!?]+$/, '');
}
