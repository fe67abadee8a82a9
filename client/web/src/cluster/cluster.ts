/** What GET /v1/cluster says. */
export interface Cluster {
  asOf: string;
  membership: 'known' | 'silent';
  front: Front;
  silos: readonly Silo[];
}

export interface Front {
  name: string;
  version: string;
  load: Load;
  history?: LoadHistory;
}

export type SiloStatus = 'active' | 'joining' | 'leaving' | 'silent' | 'dead';

export interface Silo {
  name: string;
  address: string;
  status: SiloStatus;
  startedAt: string;
  lastSeenAt: string;
  version?: string;
  roles?: readonly string[];
  models?: ReadonlyArray<{ name: string; revision: string; variant: string }>;
  load?: Load;
  history?: LoadHistory;
}

export interface Load {
  processors: number;
  memoryBytes: number;
  queueDepth: number;
  queueSeconds: number;
  captionsPerMinute: number;
  batchFill?: number;
  hitRate?: number;
  savedSeconds: number;
  failed: number;
  overloaded: number;
}

/** The last quarter of an hour in steps, oldest first. */
export interface LoadHistory {
  stepSeconds: number;
  endsAt: string;
  captions: readonly number[];
  queueSeconds: readonly number[];
  processors: readonly number[];
}

export const statusWords: Record<SiloStatus, string> = {
  active: 'Working',
  joining: 'Joining',
  leaving: 'Leaving',
  silent: 'Not answering',
  dead: 'Lost',
};

/** The whole of it in a sentence. */
export function summary({ membership, silos }: Cluster): string {
  if (membership === 'silent') return 'The cluster does not answer. This is what was known last.';
  const working = silos.filter(({ status }) => status === 'active');
  const waiting = working.reduce((seconds, { load }) => seconds + (load?.queueSeconds ?? 0), 0);
  const silent = silos.filter(({ status }) => status === 'silent').length;
  const lost = silos.filter(({ status }) => status === 'dead').length;
  return [
    working.length === 1 ? '1 silo works' : `${working.length} silos work`,
    ...(silent > 0 ? [`${silent} not answering`] : []),
    ...(lost > 0 ? [`${lost} lost in the last 15 minutes`] : []),
    `${seconds(waiting)} of work waits`,
  ].join(', ').concat('.');
}

/** What became of silos between two answers, for who hears the page. */
export function news(before: Cluster | null, now: Cluster): string[] {
  if (before === null) return [];
  const known = new Map(before.silos.map((silo) => [silo.address + silo.startedAt, silo.status]));
  return now.silos.flatMap((silo) => {
    const was = known.get(silo.address + silo.startedAt);
    if (was === silo.status) return [];
    return [`${silo.name}: ${was === undefined ? 'new, ' : ''}${statusWords[silo.status].toLowerCase()}.`];
  });
}

export function seconds(value: number): string {
  if (value >= 3600) return `${(value / 3600).toFixed(1)} h`;
  if (value >= 100) return `${(value / 60).toFixed(1)} min`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

export function bytes(value: number): string {
  return value >= 1e9 ? `${(value / 1e9).toFixed(1)} GB` : `${Math.round(value / 1e6)} MB`;
}

export const perMinute = (value: number) => (value > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value)));
