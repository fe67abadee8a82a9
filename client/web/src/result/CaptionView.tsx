import type { Caption } from '../api/types';
import type { LookedAtWord } from '../attention/useLookedAtWord';
import type { Problem } from '../api/problem';
import type { Word } from '../attention/words';
import type { Origin } from '../photos/photo';
import { AltText } from './AltText';
import { Correction } from './Correction';
import { Details } from './Details';
import { duration, sourceWords } from './said';
import { Sentence } from './Sentence';
import { Verdict } from './Verdict';

interface CaptionViewProps {
  caption: Caption;
  uploaded: boolean;
  elapsedMs: number;
  origin: Origin;
  words: readonly Word[];
  looked: LookedAtWord;
  describe(word: Word): string;
  onCorrect(sentence: string): Promise<Problem | null>;
  onTakeBack(): Promise<Problem | null>;
}

export function CaptionView({ caption, uploaded, elapsedMs, origin, words, looked, describe, onCorrect, onTakeBack }: CaptionViewProps) {
  const isPersons = caption.author === 'person';
  const hasAttention = words.some((word) => word.attention !== null);
  return (
    <>
      <h2 className={isPersons ? 'sentence' : 'visually-hidden'}>{caption.caption}</h2>
      {isPersons && <p className="fine-print">A person&rsquo;s sentence. The model said:</p>}
      <div className={isPersons ? 'models-own' : undefined}>
        <Sentence words={words} looked={looked} describe={describe} />
      </div>
      <Correction caption={caption} onCorrect={onCorrect} onTakeBack={onTakeBack} />

      {!isPersons && <Verdict caption={caption} />}
      <AltText caption={caption} />
      {hasAttention && (
        <div className="actions">
          <button type="button" className="button" aria-pressed={looked.isPlaying} onClick={looked.togglePlay}>
            {looked.isPlaying ? 'Stop' : 'Play the words'}
          </button>
        </div>
      )}

      <p className="provenance">
        <span className={`source is-${caption.source}`}>{sourceWords(caption, uploaded)}</span>
        <span title="from your file to the answer, as this page saw it">{duration(elapsedMs)}</span>
        {caption.timing && <span title="at the server">{duration(caption.timing.totalMs)} of it at the server</span>}
      </p>
      {caption.stored === false && <p className="fine-print">Not stored yet: the store is not answering. It will be, later.</p>}

      <Details caption={caption} origin={origin} />
    </>
  );
}
