import type { Caption } from '../api/types';
import { adequacyLevel, confidenceLevel, qualityLevel } from './levels';
import { Meter } from './Meter';

/** What the answer says of its own sentence: one calibrated verdict, and what it rests on when opened; without one, what there is. */
export function Verdict({ caption }: { caption: Caption }) {
  const { quality } = caption;
  if (quality == null) return <Grounds caption={caption} />;
  return (
    <div className="verdict">
      <Meter
        label="Verdict"
        hint="of ten captions that the model was this sure of, how many are as good as a person's"
        value={quality}
        level={qualityLevel(quality)}
      />
      <details>
        <summary>What it rests on</summary>
        <Grounds caption={caption} />
      </details>
    </div>
  );
}

function Grounds({ caption: { confidence, adequacy } }: { caption: Caption }) {
  return (
    <div className="meters">
      <Meter label="Confidence" hint="how sure the model is of its words" value={confidence} level={confidenceLevel(confidence)} />
      {adequacy != null && (
        <Meter label="Adequacy" hint="how well the sentence fits the picture, judged apart" value={adequacy} level={adequacyLevel(adequacy)} />
      )}
    </div>
  );
}
