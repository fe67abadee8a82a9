import { useState } from 'react';
import { progressWords, type JobItem } from './job';
import type { OpenedJob } from './jobBoard';
import { ProgressBar } from './ProgressBar';

/** More would only make the page slow; the download has them all. */
const mostShown = 300;

interface JobViewProps {
  opened: OpenedJob;
  onClose(): void;
  onRemove(): void;
}

/** One job: how far it is, its results as a contact sheet, and ways to take them along. */
export function JobView({ opened: { job, items, pictures }, onClose, onRemove }: JobViewProps) {
  const isOpen = job.state === 'open';
  const shown = Math.min(job.counts.items, mostShown);
  return (
    <article className="job" aria-label={`Job ${job.id}`} aria-busy={isOpen}>
      <header className="job-head">
        <h2>{progressWords(job)}</h2>
        <div className="actions">
          <a className="button" href={`${job.links.results}?format=csv`} download>
            CSV
          </a>
          <a className="button" href={`${job.links.results}?format=ndjson`} download>
            JSON lines
          </a>
          <button type="button" className="button" onClick={onRemove}>
            {isOpen ? 'Cancel' : 'Forget'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
        </div>
      </header>
      <ProgressBar job={job} />
      <ol className="contact-sheet">
        {Array.from({ length: shown }, (_, index) => (
          <Frame key={index} index={index} item={items.get(index)} picture={pictures[index]} />
        ))}
      </ol>
      {shown < job.counts.items && <p className="fine-print">The first {shown} of {job.counts.items}; the files above have all of them.</p>}
    </article>
  );
}

function Frame({ index, item, picture }: { index: number; item: JobItem | undefined; picture: string | undefined }) {
  // A TIFF is captioned, and few browsers show one.
  const [isUnreadable, setUnreadable] = useState(false);
  const name = item?.id ?? `Picture ${index + 1}`;
  return (
    <li className={item?.error ? 'frame is-dead' : item ? 'frame' : 'frame is-waiting'}>
      {picture && !isUnreadable ? <img src={picture} alt={item?.result?.altText ?? name} loading="lazy" onError={() => setUnreadable(true)} /> : <span className="frame-empty" aria-hidden="true" />}
      <p>{item?.result?.caption ?? item?.error?.detail ?? 'Waiting'}</p>
      <p className="fine-print">{name}</p>
    </li>
  );
}
