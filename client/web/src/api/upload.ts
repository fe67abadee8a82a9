import { noAnswer, readProblem } from './problem';
import type { Caption } from './types';

export interface UploadEvents {
  /** Bytes on their way; called again as they go. */
  sending(sent: number, total: number): void;
  /** Every byte is out; the answer is being made. */
  sent(): void;
}

/** Sends a picture as the raw body. XMLHttpRequest, as fetch does not tell how far an upload is. */
export function upload(url: string, file: File, events: UploadEvents, signal: AbortSignal): Promise<Caption> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });

    request.upload.onprogress = (event) => events.sending(event.loaded, event.total || file.size);
    request.upload.onload = () => events.sent();
    request.onabort = () => reject(signal.reason);
    request.onerror = () =>
      reject(noAnswer('The connection broke while the picture was on its way. A very large file can be the cause; otherwise try again.'));
    request.onload = () => {
      if (request.status !== 200 || request.response === null) {
        const body = JSON.stringify(request.response) ?? '';
        reject(readProblem(request.status, body, request.getResponseHeader('Retry-After'), Date.now()));
      } else {
        resolve(request.response as Caption);
      }
    };
    request.onloadend = () => signal.removeEventListener('abort', abort);

    request.open('POST', url);
    // Anything that is not JSON (a proxy's page) arrives as null.
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    // The server goes by content; a type only tells it that the body is the picture itself.
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.send(file);
  });
}
