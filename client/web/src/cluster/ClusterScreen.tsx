import { StatusRegion } from '../page/StatusRegion';
import { summary } from './cluster';
import type { ClusterApi } from './clusterApi';
import { FrontCard, SiloCard } from './HostCard';
import { useCluster } from './useCluster';

/** Who does the work, how much of it waits, and what became of those that are gone. */
export function ClusterScreen({ api }: { api: ClusterApi }) {
  const { cluster, problem, said } = useCluster(api);

  return (
    <div className="cluster">
      <section className="job-start" aria-label="The cluster">
        <h1>Cluster</h1>
        {cluster && <p className="cluster-summary">{summary(cluster)}</p>}
        {problem && (
          <p className="job-problem" role="alert">
            {problem.status === 403 ? (
              <>
                <strong>This is the admin’s to see.</strong> Sign out, and sign in with a key that has the scope admin.
              </>
            ) : (
              <>
                <strong>{problem.title}</strong> {problem.detail}
              </>
            )}
          </p>
        )}
        {!cluster && !problem && <p className="fine-print">Asking the cluster…</p>}
      </section>
      {cluster && (
        <div className={problem ? 'hosts is-stale' : 'hosts'}>
          <FrontCard front={cluster.front} />
          {cluster.silos.map((silo) => (
            <SiloCard key={silo.address + silo.startedAt} silo={silo} />
          ))}
        </div>
      )}
      {cluster && <p className="fine-print">Counts and shares are of the last 15 minutes. Asked again every two seconds while this page is looked at.</p>}
      <StatusRegion said={said} />
    </div>
  );
}
