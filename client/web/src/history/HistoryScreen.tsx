import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useMoreOnScroll } from '../page/useMoreOnScroll';
import { CopyButton } from '../result/CopyButton';
import { matches, type Entry } from './entry';
import { toCsv, toJson } from './exports';
import type { HistoryBoard } from './historyBoard';
import { save } from './save';
import { useBlobUrl } from './useBlobUrl';

/** What this browser captioned: on this machine alone. */
export function HistoryScreen({ board }: { board: HistoryBoard }) {
  const { entries, trouble } = useSyncExternalStore(board.subscribe, board.snapshot);
  const [question, setQuestion] = useState('');
  const id = useId();
  useEffect(() => void board.read(), [board]);
  const found = entries?.filter((entry) => matches(entry, question)) ?? [];
  const { count, end } = useMoreOnScroll(found.length);

  return (
    <div className="history">
      <section className="job-start" aria-label="About the history">
        <h1>History</h1>
        <p>What this browser captioned, with small pictures. It stays in this browser; the server keeps no list of yours.</p>
        {trouble && (
          <p className="job-problem" role="alert">
            <strong>The browser does not keep the history.</strong> {trouble} Allow this site to store data, or leave the private window.
          </p>
        )}
      </section>
      {entries !== null && entries.length > 0 && (
        <section className="history-tools" aria-label="Search and export">
          <div className="history-search">
            <label htmlFor={id}>Search</label>
            <input id={id} type="search" value={question} autoComplete="off" onChange={({ currentTarget }) => setQuestion(currentTarget.value)} />
          </div>
          <div className="actions">
            <button type="button" className="button" disabled={found.length === 0} onClick={() => save('captions.csv', 'text/csv', toCsv(found))}>
              Save as CSV
            </button>
            <button
              type="button"
              className="button"
              disabled={found.length === 0}
              onClick={() => save('captions.json', 'application/json', toJson(found))}
            >
              Save as JSON
            </button>
            <ClearButton onClear={() => void board.clear()} />
          </div>
        </section>
      )}
      <p className="fine-print" role="status">
        {entries !== null && numbers(entries.length, found.length, question)}
      </p>
      <ul className="history-list">
        {found.slice(0, count).map((entry) => (
          <Line key={entry.sha256} entry={entry} onRemove={() => void board.remove(entry.sha256)} />
        ))}
      </ul>
      {end}
    </div>
  );
}

function Line({ entry: { name, caption, altText, author, at, thumbnail }, onRemove }: { entry: Entry; onRemove(): void }) {
  const url = useBlobUrl(thumbnail);
  return (
    <li className="history-line">
      {url ? <img src={url} alt={altText} decoding="async" /> : <span className="history-empty" aria-hidden="true" />}
      <div className="history-words">
        <p className="history-caption">{caption}</p>
        <p className="fine-print">
          {name}, <time dateTime={at}>{new Date(at).toLocaleString()}</time>
          {author === 'person' && ', a person’s sentence'}
        </p>
      </div>
      <div className="actions">
        <CopyButton text={altText}>Copy alt text</CopyButton>
        <button type="button" className="button" aria-label={`Remove ${name} from the history`} onClick={onRemove}>
          Remove
        </button>
      </div>
    </li>
  );
}

/** Asked twice, as nothing brings a cleared history back. */
function ClearButton({ onClear }: { onClear(): void }) {
  const [isSure, setSure] = useState(false);
  if (!isSure) {
    return (
      <button type="button" className="button" onClick={() => setSure(true)}>
        Clear the history
      </button>
    );
  }
  return (
    <>
      <button type="button" className="button is-main" autoFocus onClick={onClear}>
        Clear it for good
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        Keep it
      </button>
    </>
  );
}

function numbers(all: number, found: number, question: string): string {
  if (all === 0) return 'Nothing yet. Photos that are captioned on this page will be listed here.';
  const pictures = all === 1 ? '1 picture' : `${all} pictures`;
  return question.trim() === '' ? pictures : `${found} of ${pictures}`;
}
