import { useEffect, useRef, useState } from 'react';
import { lengthOf, milliseconds, reasonWords, rowsOf, type Batch, type Trace } from './trace';

interface WaterfallProps {
  trace: Trace;
  onOpen(id: string): void;
  onClose(): void;
}

/** A request from its first byte to its answer: a row for each thing that was done, on whichever host. */
export function Waterfall({ trace, onOpen, onClose }: WaterfallProps) {
  const [batch, setBatch] = useState<Batch | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = rowsOf(trace);
  const length = lengthOf(rows);
  useEffect(() => {
    setBatch(null);
    heading.current?.focus();
  }, [trace]);

  return (
    <article className="trace" aria-label="Trace">
      <header className="job-head">
        <h2 ref={heading} tabIndex={-1}>
          {milliseconds(length)}, {new Set(rows.map(({ host }) => host)).size === 1 ? 'on one host' : `on ${new Set(rows.map(({ host }) => host)).size} hosts`}
        </h2>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </header>
      {trace.silent.length > 0 && <p className="job-problem">{trace.silent.join(', ')} did not answer: what happened there is missing.</p>}
      <table className="waterfall">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Took</th>
            <th scope="col" className="waterfall-time">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.failed ? 'is-failed' : row.batch ? 'is-batch' : undefined}>
              <th scope="row" style={{ paddingInlineStart: `${Math.min(row.depth, 5) * 0.7}rem` }}>
                {row.batch ? (
                  <button type="button" className="link-button" aria-expanded={batch === row.batch} onClick={() => setBatch(batch === row.batch ? null : row.batch!)}>
                    {row.name}
                  </button>
                ) : (
                  row.name
                )}{' '}
                <span className="count">{row.what}</span>
              </th>
              <td>{row.host}</td>
              <td className="count">{milliseconds(row.milliseconds)}</td>
              <td className="waterfall-time">
                <span className="visually-hidden">after {milliseconds(row.startMs)}</span>
                <span
                  className="waterfall-bar"
                  aria-hidden="true"
                  style={{ marginInlineStart: `${(100 * Math.max(row.startMs, 0)) / length}%`, inlineSize: `max(2px, ${(100 * row.milliseconds) / length}%)` }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {batch && (
        <section className="trace-batch" aria-label="Batch">
          <h3>{reasonWords(batch)}</h3>
          <ul>
            {batch.requests.map((id) => (
              <li key={id}>
                {id === trace.id ? (
                  <>
                    <code>{id.slice(0, 8)}</code> this request
                  </>
                ) : (
                  <button type="button" className="link-button" onClick={() => onOpen(id)}>
                    <code>{id.slice(0, 8)}</code> open this request
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="fine-print">
        Trace <code>{trace.id}</code>. Hosts’ clocks may differ by some milliseconds.
      </p>
    </article>
  );
}
