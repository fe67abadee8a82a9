import { memo, useState } from 'react';
import { isWorthRetrying } from '../api/problem';
import { stepWords } from '../result/said';
import { isAtWork, type Photo } from './photo';
import { countsOf } from './photoBoard';

type Part = 'all' | 'atWork' | 'done' | 'failed';

const parts: ReadonlyArray<readonly [Part, string]> = [
  ['all', 'All'],
  ['atWork', 'At work'],
  ['done', 'Captioned'],
  ['failed', 'Without a caption'],
];

interface ProgressListProps {
  photos: readonly Photo[];
  onShow(id: number): void;
  onRetry(id: number): void;
  onRemove(...ids: number[]): void;
}

/** How far many photos are, in a line each. */
export function ProgressList({ photos, onShow, onRetry, onRemove }: ProgressListProps) {
  const [part, setPart] = useState<Part>('all');
  const counts = countsOf(photos);
  const shown = photos.filter((photo) => partOf(photo, part));
  const again = photos.filter(({ state }) => state.step === 'failed' && isWorthRetrying(state.problem));
  const settled = counts.done + counts.failed;

  return (
    <section className="progress-list" aria-label="Progress">
      <div className="progress-head">
        <h2>{counts.atWork > 0 ? `${settled} of ${counts.all}` : summary(counts)}</h2>
        <div className="actions">
          {again.length > 0 && (
            <button type="button" className="button" onClick={() => again.forEach(({ id }) => onRetry(id))}>
              Try {again.length} again
            </button>
          )}
          <button type="button" className="button" onClick={() => onRemove(...photos.map(({ id }) => id))}>
            Remove all
          </button>
        </div>
      </div>
      <div
        className={counts.atWork > 0 ? 'progress is-open' : 'progress'}
        role="progressbar"
        aria-label="Photos that are done with"
        aria-valuemin={0}
        aria-valuemax={counts.all}
        aria-valuenow={settled}
      >
        <span className="progress-done" style={{ width: `${(100 * counts.done) / counts.all}%` }} />
        <span className="progress-dead" style={{ width: `${(100 * counts.failed) / counts.all}%` }} />
      </div>
      <div className="actions" role="group" aria-label="Which photos the list has">
        {parts.map(([key, label]) => (
          <button key={key} type="button" className="button is-slim" aria-pressed={part === key} onClick={() => setPart(key)}>
            {label} <span className="count">{counts[key]}</span>
          </button>
        ))}
      </div>
      <ol className="progress-rows">
        {shown.map((photo) => (
          <Row key={photo.id} photo={photo} onShow={onShow} />
        ))}
      </ol>
      {shown.length === 0 && <p className="fine-print">None.</p>}
    </section>
  );
}

const Row = memo(function Row({ photo: { id, name, state }, onShow }: { photo: Photo; onShow(id: number): void }) {
  return (
    <li className={`progress-row is-${state.step}`}>
      <button type="button" onClick={() => onShow(id)}>
        <span className="row-name">{name}</span>
        <span className="row-words">{wordsFor(state)}</span>
      </button>
    </li>
  );
});

function wordsFor(state: Photo['state']): string {
  if (state.step === 'done') return state.caption.caption;
  return state.step === 'failed' ? state.problem.title : stepWords(state);
}

function partOf({ state }: Photo, part: Part): boolean {
  return part === 'all' || (part === 'atWork' ? isAtWork(state) : state.step === part);
}

function summary({ all, failed }: { all: number; failed: number }): string {
  return failed === 0 ? `All ${all} captioned` : `${all - failed} of ${all} captioned, ${failed} without a caption`;
}
