import { useEffect, useId, useRef, useSyncExternalStore } from 'react';
import type { KeyGate } from './keyGate';

/** Asks for a key while the gate wants one. */
export function KeyDialog({ gate }: { gate: KeyGate }) {
  const { at } = useSyncExternalStore(gate.subscribe, gate.snapshot);
  return at === 'asking' ? <OpenDialog gate={gate} /> : null;
}

function OpenDialog({ gate }: { gate: KeyGate }) {
  const { isTrying, problem } = useSyncExternalStore(gate.subscribe, gate.snapshot);
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  // The browser's own modal: the rest of the page can't be reached, Escape closes it, the focus returns.
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (problem) input.current?.select();
  }, [problem]);

  return (
    <dialog ref={dialog} className="key-dialog" aria-labelledby={`${id}-title`} onCancel={() => gate.dismiss()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void gate.signIn(input.current?.value.trim() ?? '');
        }}
      >
        <h2 id={`${id}-title`}>This server asks for a key</h2>
        <label htmlFor={`${id}-key`}>API key</label>
        <input
          ref={input}
          id={`${id}-key`}
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          autoFocus
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
        />
        <p id={`${id}-note`} className="fine-print">
          It is sent once, and not kept: the browser gets a session that ends by itself.
        </p>
        {problem && (
          <p className="job-problem" role="alert">
            <strong>{problem.status === 401 ? 'This key does not open anything here.' : problem.title}</strong>
          </p>
        )}
        <div className="actions">
          <button type="submit" className="button is-main" disabled={isTrying}>
            {isTrying ? 'Signing in…' : 'Sign in'}
          </button>
          <button type="button" className="button" onClick={() => gate.dismiss()}>
            Not now
          </button>
        </div>
      </form>
    </dialog>
  );
}
