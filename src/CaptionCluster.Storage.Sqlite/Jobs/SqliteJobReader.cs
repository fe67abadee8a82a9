using CaptionCluster.Storage.Sqlite.Opening;

namespace CaptionCluster.Storage.Sqlite.Jobs;

internal sealed class SqliteJobReader(SqliteStoreFile<JobReader, JobWriter> file) : IJobReader
{
    public Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) =>
        file.ReadAsync(reader => reader.Get(id), cancellationToken);

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        file.ReadAsync(reader => reader.List(query), cancellationToken);

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        file.ReadAsync(reader => reader.Events(id, after, max), cancellationToken);

    public Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        file.ReadAsync(reader => reader.Measure(now), cancellationToken);
}
