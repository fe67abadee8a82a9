using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;

namespace CaptionCluster.Storage.Sqlite.Jobs;

internal sealed class SqliteJobQueue(SqliteStoreFile<JobReader, JobWriter> file) : IJobQueue
{
    public Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        file.ReadAsync(reader => reader.Tenants(now), cancellationToken);

    public Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Queue.Lease(request), cancellationToken);

    public Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<JobLease> leases, DateTimeOffset until, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Queue.Renew(leases, until), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken) =>
        file.ReadAsync(reader => reader.Picture(lease.Order.Id, lease.Index), cancellationToken);

    public Task<ItemDecision> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken)
    {
        var document = JobRows.DocumentOf(outcome);
        return file.WriteAsync(writer => writer.Queue.Finish(lease, outcome, document), cancellationToken);
    }

    public Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Queue.Release(lease, dueAt, attemptCounts), cancellationToken);

    public Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Queue.Cancel(id, now), cancellationToken);
}
