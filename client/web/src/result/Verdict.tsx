import type { Caption } from '../api/types';
import { verdictOf } from './levels';
import { Meter } from './Meter';

/** One verdict on the sentence, in words, and what it rests on when opened. */
export function Verdict({ caption }: { caption: Caption }) {
  const { meter, grounds } = verdictOf(caption);
  return (
    <div className="verdict">
      <Meter {...meter} />
      {grounds.length > 0 && (
        <details>
          <summary>What it rests on</summary>
          <div className="meters">
            {grounds.map((ground) => (
              <Meter key={ground.label} {...ground} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
