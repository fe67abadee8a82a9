import type { CaptionApi } from '../../src/api/captionApi';
import { ProblemError, type Problem } from '../../src/api/problem';
import type { Caption } from '../../src/api/types';
import type { UploadEvents } from '../../src/api/upload';
import type { Clock } from '../../src/photos/clock';

export function aCaption(source: Caption['source'] = 'computed'): Caption {
  return {
    caption: 'A dog runs.',
    altText: 'A dog runs',
    altAttribute: 'alt="A dog runs"',
    altMarkdown: '![A dog runs]()',
    decorative: false,
    unreadText: false,
    publishable: true,
    confidence: 0.5,
    adequacy: 0.9,
    image: { sha256: 'ab', width: 4, height: 3, format: 'jpeg' },
    model: { name: 'default', revision: 'cd' },
    source,
  };
}

export function aFile(name = 'dog.jpg'): File {
  return new File(['bytes'], name, { type: 'image/jpeg' });
}

export function problem(status: number, retryAfterSeconds?: number): ProblemError {
  const said: Problem = { type: 'about:blank', status, title: `Status ${status}`, detail: '' };
  return new ProblemError(retryAfterSeconds === undefined ? said : { ...said, retryAfterSeconds });
}

/** Answers in the order given; an error is thrown. */
export class FakeCaptionApi implements CaptionApi {
  known: Caption | null | Error = null;
  uploads: Array<Caption | Error> = [];
  readonly calls: string[] = [];

  find(sha256: string): Promise<Caption | null> {
    this.calls.push(`find ${sha256}`);
    return this.known instanceof Error ? Promise.reject(this.known) : Promise.resolve(this.known);
  }

  caption(file: File, events: UploadEvents): Promise<Caption> {
    this.calls.push(`caption ${file.name}`);
    const answer = this.uploads.shift();
    if (answer === undefined) throw new Error('The fake has no answer left.');
    events.sending(file.size, file.size);
    events.sent();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  captionAddress(address: string, events: UploadEvents): Promise<Caption> {
    return this.caption(aFile(address), events);
  }

  correct(sha256: string, sentence: string): Promise<Caption> {
    this.calls.push(`correct ${sha256}`);
    return Promise.resolve({ ...aCaption('hit'), caption: sentence, author: 'person', modelCaption: 'A dog runs.' });
  }

  takeBack(sha256: string): Promise<void> {
    this.calls.push(`take back ${sha256}`);
    return Promise.resolve();
  }

  models(): Promise<never> {
    throw new Error('The fake knows no models.');
  }
}

/** Time passes only by waiting, and waiting takes none. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.#now += milliseconds;
    return Promise.resolve();
  }
}
