import type { Judgement } from './levels';
import { percent } from './said';

export function Meter({ label, hint, value, level }: Judgement) {
  return (
    <div className={level.isLow ? 'meter is-low' : 'meter'} title={hint}>
      <span className="meter-label">{label}</span>
      <span className="meter-words">{level.words}</span>
      <span className="meter-number">{percent(value)}</span>
      <div
        className="meter-track"
        role="meter"
        aria-label={`${label}: ${hint}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(value * 100)}
        aria-valuetext={`${level.words}, ${percent(value)}`}
      >
        <div className="meter-fill" style={{ width: `${Math.min(Math.max(value, 0), 1) * 100}%` }} />
      </div>
    </div>
  );
}
