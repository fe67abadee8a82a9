import { useEffect, useId, useRef, useState } from 'react';
import type { Problem } from '../api/problem';
import type { Caption } from '../api/types';

const longest = 500;

interface CorrectionProps {
  caption: Caption;
  /** What went wrong, or null. */
  onCorrect(sentence: string): Promise<Problem | null>;
  onTakeBack(): Promise<Problem | null>;
}

/** A person's sentence in the place of the model's, for everyone who asks for this picture; and back. */
export function Correction({ caption, onCorrect, onTakeBack }: CorrectionProps) {
  const [isOpen, setOpen] = useState(false);
  const [isAtWork, setAtWork] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);

  // The focus comes back from the form it went into.
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  const run = async (change: () => Promise<Problem | null>) => {
    setAtWork(true);
    const wrong = await change();
    setAtWork(false);
    setProblem(wrong);
    if (wrong === null) setOpen(false);
  };

  return (
    <div className="correction">
      {isOpen ? (
        <CorrectionForm
          sentence={caption.caption}
          isAtWork={isAtWork}
          onSave={(sentence) => void run(() => onCorrect(sentence))}
          onCancel={() => {
            setProblem(null);
            setOpen(false);
          }}
        />
      ) : (
        <div className="actions">
          <button ref={opener} type="button" className="button" onClick={() => setOpen(true)}>
            Correct the sentence
          </button>
          {caption.author === 'person' && (
            <button type="button" className="button" disabled={isAtWork} onClick={() => void run(onTakeBack)}>
              Undo: back to the model&rsquo;s
            </button>
          )}
        </div>
      )}
      {problem && (
        <p className="field-problem" role="alert">
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
    </div>
  );
}

interface CorrectionFormProps {
  sentence: string;
  isAtWork: boolean;
  onSave(sentence: string): void;
  onCancel(): void;
}

function CorrectionForm({ sentence, isAtWork, onSave, onCancel }: CorrectionFormProps) {
  const [text, setText] = useState(sentence);
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => input.current?.select(), []);
  const isSayable = text.trim() !== '' && text.trim() !== sentence;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isSayable) onSave(text.trim());
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <label htmlFor={id}>Your sentence</label>
      <textarea
        ref={input}
        id={id}
        rows={3}
        maxLength={longest}
        value={text}
        autoFocus
        aria-describedby={`${id}-note`}
        // One line of text: a sentence has no line breaks.
        onChange={({ currentTarget }) => setText(currentTarget.value.replace(/[\r\n]+/g, ' '))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <p id={`${id}-note`} className="fine-print">
        It takes the place of the model&rsquo;s sentence for everyone who asks for this picture here.
      </p>
      <div className="actions">
        <button type="submit" className="button is-main" disabled={isAtWork || !isSayable}>
          {isAtWork ? 'Saving…' : 'Save'}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
