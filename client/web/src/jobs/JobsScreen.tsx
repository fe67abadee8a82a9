import { useEffect, useRef, useSyncExternalStore } from 'react';
import { progressWords, type Job } from './job';
import type { JobBoard } from './jobBoard';
import { JobView } from './JobView';
import { ProgressBar } from './ProgressBar';
import { acceptedFiles } from '../photos/formats';

/** Many pictures at once, captioned while nobody waits. */
export function JobsScreen({ board }: { board: JobBoard }) {
  const { jobs, opened, isSending, problem } = useSyncExternalStore(board.subscribe, board.snapshot);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => void board.refresh(), [board]);

  return (
    <div className="jobs">
      <section className="job-start" aria-label="New job">
        <h1>Jobs</h1>
        <p>Hand over many photos at once. They wait in the store, survive a restart, and their sentences are here when you come back.</p>
        <button type="button" className="button is-main" disabled={isSending} onClick={() => input.current?.click()}>
          {isSending ? 'Sending…' : 'Choose photos for a job'}
        </button>
        <input
          ref={input}
          type="file"
          accept={acceptedFiles}
          multiple
          hidden
          onChange={({ currentTarget }) => {
            void board.send([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        {problem && (
          <p className="job-problem" role="alert">
            <strong>{problem.title}</strong> {problem.detail}
          </p>
        )}
      </section>
      {opened && <JobView opened={opened} onClose={() => board.close()} onRemove={() => void board.remove(opened.job.id)} />}
      <section aria-label="Recent jobs">
        <ul className="job-list">
          {jobs?.map((job) => <JobLine key={job.id} job={job} isOpen={opened?.job.id === job.id} onOpen={() => void board.open(job.id)} />)}
        </ul>
        {jobs?.length === 0 && <p className="fine-print">No jobs yet.</p>}
      </section>
    </div>
  );
}

function JobLine({ job, isOpen, onOpen }: { job: Job; isOpen: boolean; onOpen(): void }) {
  return (
    <li>
      <button type="button" className="job-line" aria-pressed={isOpen} onClick={onOpen}>
        <time dateTime={job.createdAt}>{new Date(job.createdAt).toLocaleString()}</time>
        <span>{progressWords(job)}</span>
        <ProgressBar job={job} />
      </button>
    </li>
  );
}
