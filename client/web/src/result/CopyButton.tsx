import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from './clipboard';

const saidForMilliseconds = 2000;

/** Copies, and says so on itself for a moment. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), saidForMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome]);

  const label = { copied: 'Copied', failed: 'Copying is not allowed here' };
  return (
    <button type="button" className="button" onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'failed')}>
      <span aria-live="polite">{outcome === null ? children : label[outcome]}</span>
    </button>
  );
}
