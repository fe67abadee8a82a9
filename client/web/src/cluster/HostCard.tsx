import type { ReactNode } from 'react';
import { percent } from '../result/said';
import { Chart } from './Chart';
import { bytes, perMinute, seconds, statusWords, type Front, type Load, type LoadHistory, type Silo } from './cluster';

const quarterOfAnHour = 15 * 60;

type Fact = readonly [name: string, value: ReactNode, isBad?: boolean];

export function FrontCard({ front: { name, version, load, history } }: { front: Front }) {
  const facts: Fact[] = [
    ['Answered', `${perMinute(load.captionsPerMinute)} a minute`],
    ['Without inference', load.hitRate === undefined ? 'none yet' : percent(load.hitRate)],
    ['Inference saved', seconds(load.savedSeconds)],
    ['Failed', load.failed, load.failed > 0],
    ['Told to come back', load.overloaded, load.overloaded > 0],
    ...machine(load),
  ];
  return (
    <HostCard title={name} status="front" words="This front" facts={facts} version={version}>
      <Charts history={history} what="Answered" />
    </HostCard>
  );
}

export function SiloCard({ silo }: { silo: Silo }) {
  const { name, address, status, lastSeenAt, roles, models, load, history, version } = silo;
  const facts: Fact[] = load
    ? [
        ['Waiting', `${seconds(load.queueSeconds)} of work`, load.queueSeconds > 10],
        ['In line', load.queueDepth === 1 ? '1 picture' : `${load.queueDepth} pictures`],
        ['Inferred', `${perMinute(load.captionsPerMinute)} a minute`],
        ['Batches filled', load.batchFill === undefined ? 'none yet' : percent(load.batchFill)],
        ...machine(load),
      ]
    : [];
  return (
    <HostCard title={name} status={status} words={statusWords[status]} facts={facts} version={version} address={address}>
      {(status === 'dead' || status === 'silent') && (
        <p className="host-lost">
          Seen last at <time dateTime={lastSeenAt}>{new Date(lastSeenAt).toLocaleTimeString()}</time>. What follows is from then.
        </p>
      )}
      {roles && <p className="host-roles">{roles.length === 2 ? 'Keeps captions and infers' : roles[0] === 'images' ? 'Keeps captions' : 'Infers'}</p>}
      {models && models.length > 0 && (
        <ul className="host-models" aria-label="Models">
          {models.map((model) => (
            <li key={model.revision + model.variant}>
              {model.name} <code title={model.revision}>{model.revision.slice(0, 8)}</code> {model.variant}
            </li>
          ))}
        </ul>
      )}
      <Charts history={history} what="Inferred" />
    </HostCard>
  );
}

interface HostCardProps {
  title: string;
  status: string;
  words: string;
  facts: readonly Fact[];
  version: string | undefined;
  address?: string;
  children: ReactNode;
}

function HostCard({ title, status, words, facts, version, address, children }: HostCardProps) {
  return (
    <article className={`host is-${status}`} aria-label={`${title}, ${words}`}>
      <header className="host-head">
        <h2>{title}</h2>
        <span className="host-status">{words}</span>
      </header>
      {children}
      <dl className="host-facts">
        {facts.map(([name, value, isBad]) => (
          <div key={name} className={isBad ? 'is-bad' : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="fine-print">{[address, version && `version ${version}`].filter(Boolean).join(', ')}</p>
    </article>
  );
}

function Charts({ history, what }: { history: LoadHistory | undefined; what: string }) {
  if (!history) return null;
  const steps = Math.round(quarterOfAnHour / history.stepSeconds);
  const aMinute = (count: number) => `${perMinute((count * 60) / history.stepSeconds)} a minute`;
  return (
    <div className="charts">
      <Chart label={what} values={history.captions} steps={steps} format={aMinute} />
      {what === 'Inferred' && <Chart label="Work waiting" values={history.queueSeconds} steps={steps} format={seconds} />}
      <Chart label="Processors busy" values={history.processors} steps={steps} format={(value) => value.toFixed(1)} />
    </div>
  );
}

function machine(load: Load): Fact[] {
  return [
    ['Processors busy', load.processors.toFixed(1)],
    ['Memory', bytes(load.memoryBytes)],
  ];
}
