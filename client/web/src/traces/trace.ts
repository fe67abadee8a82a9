/** What GET /v1/traces lists. */
export interface TraceSummary {
  id: string;
  name: string;
  startedAt: string;
  milliseconds: number;
  status: number;
  failed: boolean;
  digest?: string;
  source?: string;
}

export interface Span {
  host: string;
  id: string;
  parent?: string;
  name: string;
  startMs: number;
  milliseconds: number;
  failed: boolean;
  attributes: Readonly<Record<string, string>>;
}

export interface Batch {
  host: string;
  stage: string;
  size: number;
  reason: string;
  startMs: number;
  milliseconds: number;
  /** Traces of the requests in it. */
  requests: readonly string[];
}

/** What GET /v1/traces/{id} tells. */
export interface Trace {
  id: string;
  spans: readonly Span[];
  batches: readonly Batch[];
  silent: readonly string[];
}

export const kinds = ['recent', 'slowest', 'failed'] as const;

export type Kind = (typeof kinds)[number];

export interface Row {
  key: string;
  host: string;
  name: string;
  /** How deep it is below the request. */
  depth: number;
  startMs: number;
  milliseconds: number;
  failed: boolean;
  what: string;
  batch?: Batch;
}

const plainNames: Record<string, string> = {
  'IImageGrain/RequestAsync': 'Ask the picture’s grain',
  'IImageGrain/ProvideAsync': 'Send the pixels',
  'IEncoderGrain/CaptionAsync': 'Call the encoder',
  'IDecoderGrain/DecodeAsync': 'Call the decoder',
  'caption.request': 'At the picture’s grain',
  'caption.queue': 'Wait for a batch',
  'caption.decode': 'Decode',
};

/** The spans in the order in which they began, each below its parent, and the batches where they ran. */
export function rowsOf({ spans, batches }: Trace): Row[] {
  const known = new Map(spans.map((span) => [span.id, span]));
  const depthOf = (span: Span): number => {
    const parent = span.parent === undefined ? undefined : known.get(span.parent);
    return parent ? depthOf(parent) + 1 : 0;
  };
  const rows: Row[] = [
    ...spans.map((span) => ({
      key: span.id,
      host: span.host,
      name: plainNames[span.name] ?? span.name,
      depth: depthOf(span),
      startMs: span.startMs,
      milliseconds: span.milliseconds,
      failed: span.failed,
      what: span.attributes['caption.stage'] ?? span.attributes['error.type'] ?? '',
    })),
    ...batches.map((batch, index) => ({
      key: `batch-${index}`,
      host: batch.host,
      name: `Batch of ${batch.size}`,
      depth: 1,
      startMs: batch.startMs,
      milliseconds: batch.milliseconds,
      failed: false,
      what: batch.stage,
      batch,
    })),
  ];
  return rows.sort((a, b) => a.startMs - b.startMs || a.depth - b.depth);
}

/** From the first row's start to the last one's end. */
export const lengthOf = (rows: readonly Row[]) => Math.max(...rows.map(({ startMs, milliseconds }) => startMs + milliseconds), 1);

export function reasonWords({ reason, size }: Batch): string {
  const why: Record<string, string> = {
    full: 'it was full',
    delay: 'nobody else came in time',
    idle: 'the device had nothing to do',
    drain: 'the server was stopping',
  };
  return `Released with ${size === 1 ? '1 picture' : `${size} pictures`}, as ${why[reason] ?? reason}.`;
}

export const milliseconds = (value: number) => (value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);
