import { useMemo } from 'react';
import { gridOf } from '../attention/grid';
import { useLookedAtWord } from '../attention/useLookedAtWord';
import { whereabouts } from '../attention/whereabouts';
import { wordsOf, type Word } from '../attention/words';
import { isAtWork, type Photo } from '../photos/photo';
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
  onRetry(): void;
  onRemove(): void;
}

export function PhotoCard({ photo: { state, file, url }, grid: size, onRetry, onRemove }: PhotoCardProps) {
  const caption = state.step === 'done' ? state.caption : null;
  const words = useMemo(() => (caption === null ? [] : wordsOf(caption.caption, caption.tokens)), [caption]);
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
    <article className="card" aria-label={file.name} aria-busy={isAtWork(state)}>
      <figure className="photo">
        <PhotoStage url={url} alt={caption?.altText ?? file.name} grid={grid} size={grid ?? size} isBusy={isAtWork(state)} />
        {words.length > 0 && (
          <figcaption className="readout" aria-hidden="true">
            {word ? <><strong>{bare(word.text)}</strong>{describe(word)}</> : hint}
          </figcaption>
        )}
      </figure>
      <div className="story">
        <p className="file-line">
          <span className="file-name">{file.name}</span>
          <button type="button" className="remove" aria-label={`Remove ${file.name}`} title="Remove" onClick={onRemove}>
            ×
          </button>
        </p>
        {state.step === 'done' && <CaptionView {...state} file={file} words={words} looked={looked} describe={describe} />}
        {state.step === 'failed' && <ProblemNotice problem={state.problem} onRetry={onRetry} />}
        {isAtWork(state) && <StepLine state={state} />}
      </div>
    </article>
  );
}

/** Without the sentence's full stop, which reads oddly before a comma. */
function bare(text: string): string {
  return text.replace(/[.,;:!?]+$/, '');
}
