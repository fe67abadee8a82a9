import { useSyncExternalStore } from 'react';
import type { KeyGate } from './keyGate';

/** In the header, where there is something to sign in to or out of. */
export function SignButton({ gate }: { gate: KeyGate }) {
  const { at, isSignedIn } = useSyncExternalStore(gate.subscribe, gate.snapshot);
  if (isSignedIn) {
    return (
      <button type="button" className="button" onClick={() => void signOut(gate)}>
        Sign out
      </button>
    );
  }

  return at === 'closed' ? (
    <button type="button" className="button" onClick={() => gate.ask()}>
      Sign in
    </button>
  ) : null;
}

/** The page is loaded anew, so that nothing of what was seen stays on it. */
async function signOut(gate: KeyGate): Promise<void> {
  await gate.signOut();
  location.reload();
}
