import { ProblemError, type Problem } from '../api/problem';
import type { SessionApi } from './sessionApi';

export interface KeyGateState {
  /** `asking` while the dialog is open; `closed` when it was put away and the server still wants a key. */
  at: 'open' | 'asking' | 'closed';
  isSignedIn: boolean;
  isTrying: boolean;
  /** What was wrong with the last key. */
  problem: Problem | null;
}

/** Where the page remembers that it is signed in, so that it can offer to sign out. Never the key. */
export interface Note {
  read(): boolean;
  write(isSignedIn: boolean): void;
}

/** Calls that are refused for want of a key wait here until there is a session. A store for useSyncExternalStore. */
export class KeyGate {
  readonly #api: SessionApi;
  readonly #note: Note;
  readonly #listeners = new Set<() => void>();
  #waiting: Array<(isLetIn: boolean) => void> = [];
  #state: KeyGateState;

  constructor(api: SessionApi, note: Note) {
    this.#api = api;
    this.#note = note;
    this.#state = { at: 'open', isSignedIn: note.read(), isTrying: false, problem: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): KeyGateState => this.#state;

  /** Makes a call, and again once someone has signed in. */
  readonly through = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!isForWantOfAKey(error) || this.#state.at === 'closed') throw error;
      if (!(await this.#letIn())) throw error;
      return await call();
    }
  };

  /** Opens the dialog. */
  ask(): void {
    this.#signedIn(false);
    this.#set({ at: 'asking', problem: null });
  }

  /** Puts it away: nothing asks again by itself. */
  dismiss(): void {
    this.#set({ at: 'closed', problem: null });
    this.#release(false);
  }

  async signIn(key: string): Promise<void> {
    this.#set({ isTrying: true, problem: null });
    try {
      await this.#api.signIn(key);
      this.#signedIn(true);
      this.#set({ at: 'open' });
      this.#release(true);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#set({ problem: error.problem });
    } finally {
      this.#set({ isTrying: false });
    }
  }

  async signOut(): Promise<void> {
    try {
      await this.#api.signOut();
    } catch (error) {
      // Over already, which is what was wanted.
      if (!isForWantOfAKey(error)) throw error;
    }
    this.#signedIn(false);
    this.#set({ at: 'closed' });
  }

  #letIn(): Promise<boolean> {
    if (this.#state.at !== 'asking') this.ask();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(isLetIn: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(isLetIn);
  }

  #signedIn(isSignedIn: boolean): void {
    this.#note.write(isSignedIn);
    this.#set({ isSignedIn });
  }

  #set(change: Partial<KeyGateState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function isForWantOfAKey(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}
