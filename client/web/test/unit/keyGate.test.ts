import { describe, expect, test } from 'vitest';
import { KeyGate } from '../../src/access/keyGate';
import { problem } from './fakes';

/** Lets in with one key; calls are refused until then. */
function aGate(rightKey = 'right') {
  const noted: boolean[] = [];
  let isIn = false;
  const gate = new KeyGate(
    {
      signIn: (key) => (key === rightKey ? ((isIn = true), Promise.resolve()) : Promise.reject(problem(401))),
      signOut: () => ((isIn = false), Promise.resolve()),
    },
    { read: () => false, write: (isSignedIn) => void noted.push(isSignedIn) },
  );
  const calls: string[] = [];
  const call = (name: string) =>
    gate.through(() => {
      calls.push(name);
      return isIn ? Promise.resolve(name) : Promise.reject(problem(401));
    });
  return { gate, call, calls, noted };
}

describe('KeyGate', () => {
  test('through_NoKeyDemanded_AsksForNone', async () => {
    const { gate } = aGate();

    expect(await gate.through(() => Promise.resolve(1))).toBe(1);

    expect(gate.snapshot().at).toBe('open');
  });

  test('through_CallsRefused_WaitForOneSignIn', async () => {
    const { gate, call, calls, noted } = aGate();
    const answers = [call('a'), call('b')];
    await expect.poll(() => gate.snapshot().at).toBe('asking');

    await gate.signIn('right');

    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(calls).toEqual(['a', 'b', 'a', 'b']);
    expect(gate.snapshot()).toMatchObject({ at: 'open', isSignedIn: true, isTrying: false });
    expect(noted.at(-1)).toBe(true);
  });

  test('signIn_WrongKey_SaysSoAndGoesOnAsking', async () => {
    const { gate, call } = aGate();
    const answer = call('a');
    await expect.poll(() => gate.snapshot().at).toBe('asking');

    await gate.signIn('wrong');
    expect(gate.snapshot()).toMatchObject({ at: 'asking', isSignedIn: false, isTrying: false, problem: { status: 401 } });
    await gate.signIn('right');

    expect(await answer).toBe('a');
    expect(gate.snapshot().problem).toBeNull();
  });

  test('dismiss_Dialog_RefusesWhatWaitsAndAsksNoMore', async () => {
    const { gate, call } = aGate();
    const answer = call('a').catch((error: unknown) => error);
    await expect.poll(() => gate.snapshot().at).toBe('asking');

    gate.dismiss();

    expect(await answer).toMatchObject({ problem: { status: 401 } });
    await expect(call('b')).rejects.toMatchObject({ problem: { status: 401 } });
    expect(gate.snapshot().at).toBe('closed');
  });

  test('signOut_Session_AsksNoMoreUntilItIsWanted', async () => {
    const { gate, call, noted } = aGate();
    gate.ask();
    await gate.signIn('right');

    await gate.signOut();

    expect(gate.snapshot()).toMatchObject({ at: 'closed', isSignedIn: false });
    expect(noted.at(-1)).toBe(false);
    await expect(call('a')).rejects.toMatchObject({ problem: { status: 401 } });
  });

  test('through_OtherProblems_AreNotTheGates', async () => {
    const { gate } = aGate();

    await expect(gate.through(() => Promise.reject(problem(403)))).rejects.toMatchObject({ problem: { status: 403 } });

    expect(gate.snapshot().at).toBe('open');
  });
});
