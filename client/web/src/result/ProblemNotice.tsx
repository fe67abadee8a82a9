import { isWorthRetrying, type Problem } from '../api/problem';

export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const code = problem.type === 'about:blank' ? undefined : problem.type.split('/').at(-1);
  return (
    <div className="problem">
      <h2 className="problem-title">{problem.title}</h2>
      {problem.detail && <p className="problem-detail">{problem.detail}</p>}
      {problem.status > 0 && (
        <p className="fine-print">
          Status {problem.status}
          {code && `, ${code}`}
        </p>
      )}
      {isWorthRetrying(problem) && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
