import type { Timing } from '../api/types';
import { duration } from './said';

const parts = [
  ['intake', 'Reading and resizing', 'intakeMs'],
  ['queue', 'Waiting for the model', 'queueMs'],
  ['encode', 'Looking', 'encodeMs'],
  ['decode', 'Finding words', 'decodeMs'],
] as const;

/** Where the time of one answer went, drawn to scale. */
export function TimeLine({ timing }: { timing: Timing }) {
  return (
    <div className="time-line">
      <div className="time-bar" aria-hidden="true">
        {parts.map(([key, , field]) => (
          <span key={key} className={`time-part is-${key}`} style={{ flexGrow: Math.max(timing[field], 0) }} />
        ))}
      </div>
      <dl className="time-list">
        {parts.map(([key, label, field]) => (
          <div key={key} className={`time-item is-${key}`}>
            <dt>{label}</dt>
            <dd>{duration(timing[field])}</dd>
          </div>
        ))}
      </dl>
      <p className="fine-print">
        Seen in a batch of {timing.encodeBatch}, worded in a batch of {timing.decodeBatch}.
      </p>
    </div>
  );
}
