/** What went wrong, as RFC 9457 says it, or as the page says it when the server could not. */
export interface Problem {
  type: string;
  /** 0 when there was no answer at all. */
  status: number;
  title: string;
  detail: string;
  /** How long the server asks to be left alone; absent when it does not say. */
  retryAfterSeconds?: number;
}

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Trying the same again can help: the trouble is the server's, the network's or a missing key's, not the picture's. */
export function isWorthRetrying({ status }: Problem): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

export function noAnswer(detail: string): ProblemError {
  return new ProblemError({ type: 'about:blank', status: 0, title: 'The server did not answer', detail });
}

/** Reads an error answer; proxies on the way may answer in HTML, which is not for people. */
export function readProblem(status: number, body: string, retryAfter: string | null, now: number): ProblemError {
  const said = parseObject(body);
  const text = (key: string) => (typeof said[key] === 'string' ? said[key] : undefined);
  const retryAfterSeconds = readRetryAfter(retryAfter, now);
  return new ProblemError({
    type: text('type') ?? 'about:blank',
    status,
    title: text('title') ?? plainTitle(status),
    detail: text('detail') ?? '',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not JSON: the status alone has to say it.
    return {};
  }
}

function plainTitle(status: number): string {
  if (status === 413) return 'The picture is too large';
  if (status === 415) return 'This kind of file is not accepted';
  if (status === 429) return 'The server is busy';
  if (status >= 500) return 'The server failed';
  return `The server refused (${status})`;
}
