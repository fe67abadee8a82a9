import type { Note } from './keyGate';

const name = 'captioncluster.signedIn';

/** In the browser's store; a browser that keeps none forgets only that there is something to sign out of. */
export const storedNote: Note = {
  read() {
    try {
      return localStorage.getItem(name) !== null;
    } catch {
      return false; // Storage is switched off.
    }
  },
  write(isSignedIn) {
    try {
      if (isSignedIn) localStorage.setItem(name, 'yes');
      else localStorage.removeItem(name);
    } catch {
      // Storage is switched off.
    }
  },
};
