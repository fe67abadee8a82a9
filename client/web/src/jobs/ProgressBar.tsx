import { progressWords, type Job } from './job';

export function ProgressBar({ job }: { job: Job }) {
  const { items, done, dead } = job.counts;
  return (
    <div
      className={`progress is-${job.state}`}
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={items}
      aria-valuenow={done + dead}
      aria-valuetext={progressWords(job)}
    >
      <span className="progress-done" style={{ width: `${(100 * done) / items}%` }} />
      <span className="progress-dead" style={{ width: `${(100 * dead) / items}%` }} />
    </div>
  );
}
