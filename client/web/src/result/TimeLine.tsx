import type { Source, Timing } from '../api/types';
import { duration } from './said';

const parts = [
  ['intake', 'Reading and resizing', 'intakeMs'],
  ['queue', 'Waiting for the model', 'queueMs'],
  ['encode', 'Looking', 'encodeMs'],
  ['decode', 'Finding words', 'decodeMs'],
] as const;

/** Where the time of one answer went, drawn to scale. */
export function TimeLine({ timing, source }: { timing: Timing; source: Source }) {
  const spent = parts.flatMap(([key, label, field]) => {
    const milliseconds = timing[field];
    return milliseconds === undefined ? [] : [{ key, label, milliseconds }];
  });
  return (
    <div className="time-line">
      <div className="time-bar" aria-hidden="true">
        {spent.map(({ key, milliseconds }) => (
          <span key={key} className={`time-part is-${key}`} style={{ flexGrow: Math.max(milliseconds, 0) }} />
        ))}
      </div>
      <dl className="time-list">
        {spent.map(({ key, label, milliseconds }) => (
          <div key={key} className={`time-item is-${key}`}>
            <dt>{label}</dt>
            <dd>{duration(milliseconds)}</dd>
          </div>
        ))}
      </dl>
      <p className="fine-print">
        Seen in a batch of {timing.encodeBatch}, worded in a batch of {timing.decodeBatch}
        {source === 'computed' ? '.' : ', for the request that did the work.'}
      </p>
    </div>
  );
}
