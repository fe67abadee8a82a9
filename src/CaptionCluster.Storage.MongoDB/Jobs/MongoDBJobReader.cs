using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>How jobs stand.</summary>
internal sealed class MongoDBJobReader(JobCollections collections, JobLog log) : IJobReader
{
    private static readonly FilterDefinitionBuilder<JobDocument> s_job = Builders<JobDocument>.Filter;
    private static readonly FilterDefinitionBuilder<ItemDocument> s_item = Builders<ItemDocument>.Filter;
    private static readonly JobPhase[] s_seen = [JobPhase.Open, JobPhase.Completed, JobPhase.Cancelled];

    public async Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) =>
        await collections.FindAsync(id, cancellationToken) is { } job && s_seen.Contains(job.Phase) ? job.ToJob() : null;

    public async Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        var wanted = s_job.Eq(job => job.Tenant, query.Tenant)
            & s_job.In(job => job.Phase, query.State is { } state ? [JobDocument.PhaseOf(state)] : s_seen);
        if (query.Before is { } before) wanted &= s_job.Lt(job => job.Id, before.ToString());
        var jobs = await collections.RunAsync(
            (database, token) => database.Jobs.Find(wanted).SortByDescending(job => job.Id).Limit(query.Max).ToListAsync(token),
            cancellationToken
        );
        return [.. jobs.Select(job => job.ToJob())];
    }

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        log.ReadAsync(id.ToString(), after, max, cancellationToken);

    public Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) => collections.RunAsync(
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
