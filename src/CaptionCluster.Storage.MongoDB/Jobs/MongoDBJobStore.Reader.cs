using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <content>How jobs stand.</content>
internal sealed partial class MongoDBJobStore
{
    private static readonly JobPhase[] s_seen = [JobPhase.Open, JobPhase.Completed, JobPhase.Cancelled];

    public async Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } job && s_seen.Contains(job.Phase) ? job.ToJob() : null;

    public async Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        var wanted = s_job.Eq(job => job.Tenant, query.Tenant)
            & s_job.In(job => job.Phase, query.State is { } state ? [JobDocument.PhaseOf(state)] : s_seen);
        if (query.Before is { } before) wanted &= s_job.Lt(job => job.Id, before.ToString());
        var jobs = await _collections.RunAsync(
            (database, token) => database.Jobs.Find(wanted).SortByDescending(job => job.Id).Limit(query.Max).ToListAsync(token), cancellationToken);
        return [.. jobs.Select(job => job.ToJob())];
    }

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        _log.ReadAsync(id.ToString(), after, max, cancellationToken);

    public Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) => _collections.RunAsync(
        async (jobs, token) =>
        {
            var all = await jobs.Items.CountDocumentsAsync(s_item.Exists(item => item.DueAt), null, token);
            var leased = await jobs.Items.CountDocumentsAsync(
                s_item.Exists(item => item.Token) & s_item.Gt(item => item.DueAt, now.UtcDateTime), null, token);
            var oldest = await jobs.Jobs.Find(job => job.Phase == JobPhase.Open).SortBy(job => job.CreatedAt).FirstOrDefaultAsync(token);
            return new JobStatistics(Math.Max(0, all - leased), leased, oldest is null ? null : Times.From(oldest.CreatedAt));
        },
        cancellationToken);
}
