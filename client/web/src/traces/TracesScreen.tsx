import { useState } from 'react';
import { kinds, milliseconds, type Kind, type TraceSummary } from './trace';
import type { TraceApi } from './traceApi';
import { useTraces } from './useTraces';
import { Waterfall } from './Waterfall';

const kindWords: Record<Kind, string> = { recent: 'Recent', slowest: 'Slowest', failed: 'Failed' };

/** Where each millisecond of a request went. */
export function TracesScreen({ api }: { api: TraceApi }) {
  const [kind, setKind] = useState<Kind>('recent');
  const { list, opened, problem, refresh, open, close } = useTraces(api, kind);

  return (
    <div className="traces">
      <section className="job-start" aria-label="Traces">
        <h1>Traces</h1>
        <p>Requests that this front answered: where each millisecond went, on which host, and who shared a batch.</p>
        {problem && (
          <p className="job-problem" role="alert">
            {problem.status === 403 ? (
              <>
                <strong>This is the admin’s to see.</strong> Sign out, and sign in with a key that has the scope admin.
              </>
            ) : problem.type.endsWith('/traces-off') ? (
              <>
                <strong>No traces are kept.</strong> Start fronts and silos with <code>CaptionCluster:Traces:Enabled</code> set to true.
              </>
            ) : (
              <>
                <strong>{problem.title}</strong> {problem.detail}
              </>
            )}
          </p>
        )}
        <div className="actions" role="group" aria-label="Which">
          {kinds.map((each) => (
            <button key={each} type="button" className="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
              {kindWords[each]}
            </button>
          ))}
          <button type="button" className="button" onClick={refresh}>
            Look again
          </button>
        </div>
      </section>
      {opened && <Waterfall trace={opened} onOpen={open} onClose={close} />}
      <section aria-label="Requests">
        <ul className="job-list">
          {list?.map((trace) => <TraceLine key={trace.id} trace={trace} isOpen={opened?.id === trace.id} onOpen={() => open(trace.id)} />)}
        </ul>
        {list?.length === 0 && <p className="fine-print">None yet.</p>}
      </section>
    </div>
  );
}

function TraceLine({ trace, isOpen, onOpen }: { trace: TraceSummary; isOpen: boolean; onOpen(): void }) {
  return (
    <li>
      <button type="button" className={trace.failed ? 'job-line is-failed' : 'job-line'} aria-pressed={isOpen} onClick={onOpen}>
        <time dateTime={trace.startedAt}>{new Date(trace.startedAt).toLocaleTimeString()}</time>
        <span>
          {trace.name} <span className="count">{[trace.status, trace.source, trace.digest?.slice(0, 8)].filter(Boolean).join(', ')}</span>
        </span>
        <span className="trace-took">{milliseconds(trace.milliseconds)}</span>
      </button>
    </li>
  );
}
