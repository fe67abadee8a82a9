import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../src/result/AltText';
import { aCaption } from './fakes';

describe('advice about an alt text', () => {
  it('is none for a good one', () => expect(adviceOf(aCaption())).toEqual([]));

  it('says why one is not to be published', () =>
    expect(adviceOf({ ...aCaption(), publishable: false, reason: { code: 'low-quality', detail: 'Its quality is 0.2; 0.5 is asked for.' } })).toEqual([
      'Not to be published as it is. Its quality is 0.2; 0.5 is asked for.',
    ]));

  it('asks to look at a doubtful one', () => expect(adviceOf({ ...aCaption(), quality: 0.1 })[0]).toMatch(/^Look before/));

  it('asks for the text that nobody read', () => expect(adviceOf({ ...aCaption(), unreadText: true })[0]).toMatch(/not read/));

  it('says nothing else of a picture without content', () =>
    expect(adviceOf({ ...aCaption(), decorative: true, publishable: false, unreadText: true })).toHaveLength(1));
});
