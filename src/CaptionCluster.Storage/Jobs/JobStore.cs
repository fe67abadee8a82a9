namespace CaptionCluster.Storage.Jobs;

/// <summary>A job store of four parts, each with a class of its own.</summary>
internal abstract class JobStore : IJobStore
{
    protected abstract IJobIntake Intake { get; }

    protected abstract IJobQueue Queue { get; }

    protected abstract IJobReader Reader { get; }

    protected abstract IWebhookQueue Webhooks { get; }

    public Task OpenAsync(JobOrder order, CancellationToken cancellationToken) => Intake.OpenAsync(order, cancellationToken);

    public Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken) => Intake.AddAsync(id, items, cancellationToken);

    public Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken) =>
        Intake.AcceptAsync(id, acceptance, cancellationToken);

    public Task DiscardAsync(JobId id, CancellationToken cancellationToken) => Intake.DiscardAsync(id, cancellationToken);

    public Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Queue.ListTenantsAsync(now, cancellationToken);

    public Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) =>
        Queue.LeaseAsync(request, cancellationToken);

    public Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<JobLease> leases, DateTimeOffset until, CancellationToken cancellationToken) =>
        Queue.RenewAsync(leases, until, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken) =>
        Queue.ReadImageAsync(lease, cancellationToken);

    public Task<bool> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken) =>
        Queue.FinishAsync(lease, outcome, cancellationToken);

    public Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken) =>
        Queue.ReleaseAsync(lease, dueAt, attemptCounts, cancellationToken);

    public Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken) => Queue.CancelAsync(id, now, cancellationToken);

    public Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) => Reader.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => Reader.ListAsync(query, cancellationToken);

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        Reader.ReadEventsAsync(id, after, max, cancellationToken);

    public Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) => Reader.MeasureAsync(now, cancellationToken);

    public Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        Webhooks.LeaseWebhookAsync(request, cancellationToken);

    public Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken) =>
        Webhooks.FinishWebhookAsync(lease, delivered, cancellationToken);

    public Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        Webhooks.ReleaseWebhookAsync(lease, dueAt, cancellationToken);

    public abstract Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken);

    public abstract Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken);
}
