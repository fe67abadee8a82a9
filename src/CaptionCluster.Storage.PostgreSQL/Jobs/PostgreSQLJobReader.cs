using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>How jobs stand.</summary>
internal sealed class PostgreSQLJobReader(PostgreSQLStore store) : IJobReader
{
    public async Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) =>
        (await store.ReadAsync(JobRows.JobOf, cancellationToken, JobTables.Get(id))).FirstOrDefault();

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => store.ReadAsync(
        JobRows.JobOf,
        cancellationToken,
        new(JobSql.List, query.Tenant, query.Before?.Value ?? Guid.AllBitsSet, (int?)query.State, query.Max));

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        store.ReadAsync(row => JobRows.EventOf(id, row), cancellationToken, new(JobSql.Events, id.Value, after, max));

    public async Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await store.ReadAsync(JobRows.StatisticsOf, cancellationToken, new(JobSql.Measure, now.Milliseconds())))[0];
}
