namespace CaptionCluster.Storage.Jobs;

/// <summary>A job store of four parts, each with a class of its own.</summary>
internal abstract class JobStore : IJobStore
{
    protected abstract JobParts Parts { get; }

    public Task OpenAsync(JobOrder order, CancellationToken cancellationToken) => Parts.Intake.OpenAsync(order, cancellationToken);

    public Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken) =>
        Parts.Intake.AddAsync(id, items, cancellationToken);

    public Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken) =>
        Parts.Intake.AcceptAsync(id, acceptance, cancellationToken);

    public Task DiscardAsync(JobId id, CancellationToken cancellationToken) => Parts.Intake.DiscardAsync(id, cancellationToken);

    public Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Parts.Queue.ListTenantsAsync(now, cancellationToken);

    public Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) =>
        Parts.Queue.LeaseAsync(request, cancellationToken);

    public Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<JobLease> leases, DateTimeOffset until, CancellationToken cancellationToken) =>
        Parts.Queue.RenewAsync(leases, until, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken) =>
        Parts.Queue.ReadImageAsync(lease, cancellationToken);

    public Task<ItemDecision> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken) =>
        Parts.Queue.FinishAsync(lease, outcome, cancellationToken);

    public Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken) =>
        Parts.Queue.ReleaseAsync(lease, dueAt, attemptCounts, cancellationToken);

    public Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        Parts.Queue.CancelAsync(id, now, cancellationToken);

    public Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) => Parts.Reader.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        Parts.Reader.ListAsync(query, cancellationToken);

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        Parts.Reader.ReadEventsAsync(id, after, max, cancellationToken);

    public Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Parts.Reader.MeasureAsync(now, cancellationToken);

    public Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        Parts.Webhooks.LeaseWebhookAsync(request, cancellationToken);

    public Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken) =>
        Parts.Webhooks.FinishWebhookAsync(lease, delivered, cancellationToken);

    public Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        Parts.Webhooks.ReleaseWebhookAsync(lease, dueAt, cancellationToken);

    public abstract Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken);

    public abstract Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken);
}

internal sealed record JobParts(IJobIntake Intake, IJobQueue Queue, IJobReader Reader, IWebhookQueue Webhooks);
