import { useRef, useState, type KeyboardEvent } from 'react';
import type { LookedAtWord } from '../attention/useLookedAtWord';
import type { Word } from '../attention/words';
import { wordLevel } from './levels';

interface SentenceProps {
  words: readonly Word[];
  looked: LookedAtWord;
  /** What a screen reader says of a word's attention. */
  describe(word: Word): string;
}

/** The caption, word by word. One tab stop; arrow keys walk the words, and each shows where the model looked. */
export function Sentence({ words, looked, describe }: SentenceProps) {
  const group = useRef<HTMLDivElement>(null);
  const [tabStop, setTabStop] = useState(0);

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return looked.clear();
    const targets: Record<string, number> = { ArrowRight: tabStop + 1, ArrowLeft: tabStop - 1, Home: 0, End: words.length - 1 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.min(Math.max(target, 0), words.length - 1);
    group.current?.querySelectorAll('button')[index]?.focus();
  };

  return (
    <div ref={group} className="sentence" role="toolbar" aria-label="Words of the caption" onKeyDown={walk}>
      {words.map((word, index) => (
        <button
          key={index}
          type="button"
          className={looked.word === index ? 'word is-looked-at' : 'word'}
          data-certainty={word.probability === null ? undefined : wordLevel(word.probability).words}
          aria-label={`${word.text}${describe(word)}`}
          aria-pressed={looked.pinned === index}
          tabIndex={index === Math.min(tabStop, words.length - 1) ? 0 : -1}
          onClick={() => looked.togglePin(index)}
          // A tap also enters and leaves; only what can hover may.
          onPointerEnter={(event) => event.pointerType !== 'touch' && looked.hover(index)}
          onPointerLeave={() => looked.hover(null)}
          onFocus={(event) => {
            setTabStop(index);
            if (event.currentTarget.matches(':focus-visible')) looked.focus(index);
          }}
          onBlur={() => looked.focus(null)}
        >
          {word.text}
        </button>
      ))}
    </div>
  );
}
