import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from './clipboard';

const saidForMilliseconds = 2000;

/** Copies, and says so on itself for a moment. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const [{ outcome, turn }, setOutcome] = useState<{ outcome: 'copied' | 'failed' | null; turn: number }>({ outcome: null, turn: 0 });

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome({ outcome: null, turn }), saidForMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome, turn]);

  const label = { copied: 'Copied', failed: 'Copying is not allowed here' };
  return (
    <button
      type="button"
      className="button"
      onClick={async () => {
        const isCopied = await copyText(text);
        setOutcome(({ turn: last }) => ({ outcome: isCopied ? 'copied' : 'failed', turn: last + 1 }));
      }}
    >
      {/* Each outcome is an element of its own, so that the same one twice is spoken twice. */}
      <span aria-live="polite">
        <span key={turn}>{outcome === null ? children : label[outcome]}</span>
      </span>
    </button>
  );
}
