import { EventText } from './events';
import { noAnswer, ProblemError, readProblem, type Problem } from './problem';
import type { Caption } from './types';

export interface UploadEvents {
  /** Bytes on their way; called again as they go. */
  sending(sent: number, total: number): void;
  /** Every byte is out; the answer is being made. */
  sent(): void;
  /** The words so far, each time in the place of those before. */
  words(text: string): void;
}

/**
 * Sends a picture as the raw body, or JSON that names one, and listens to its words. XMLHttpRequest, as fetch does not tell how far an
 * upload is.
 */
export function upload(url: string, body: File | string, events: UploadEvents, signal: AbortSignal): Promise<Caption> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    const heard = new EventText();

    const listen = () => {
      if (request.status !== 200 || !isStream(request)) return;
      for (const { name, data } of heard.next(request.responseText)) {
        if (name === 'words') events.words((JSON.parse(data) as { text: string }).text);
        // At once: the connection may stay open for a moment.
        if (name === 'caption') resolve(JSON.parse(data) as Caption);
        if (name === 'error') reject(new ProblemError(JSON.parse(data) as Problem));
      }
    };

    if (typeof body !== 'string') {
      request.upload.onprogress = (event) => events.sending(event.loaded, event.total || body.size);
      request.upload.onload = () => events.sent();
    }
    request.onprogress = listen;
    request.onabort = () => reject(signal.reason);
    request.onerror = () =>
      reject(noAnswer('The connection broke while the picture was on its way. A very large file can be the cause; otherwise try again.'));
    request.onload = () => {
      listen();
      const answer = request.status === 200 && !isStream(request) ? parsed(request.responseText) : null;
      if (answer !== null) resolve(answer as Caption);
      // After an event that settled it, neither changes anything.
      else if (request.status === 200) reject(noAnswer('It began to answer and broke off. Try again.'));
      else reject(readProblem(request.status, request.responseText, request.getResponseHeader('Retry-After'), Date.now()));
    };
    request.onloadend = () => signal.removeEventListener('abort', abort);

    request.open('POST', url);
    request.setRequestHeader('Accept', 'text/event-stream, application/json');
    // The server goes by content; a type only tells it that the body is the picture itself.
    request.setRequestHeader('Content-Type', typeof body === 'string' ? 'application/json' : body.type || 'application/octet-stream');
    request.send(body);
  });
}

function isStream(request: XMLHttpRequest): boolean {
  return request.getResponseHeader('Content-Type')?.startsWith('text/event-stream') ?? false;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, not an answer.
    return null;
  }
}
