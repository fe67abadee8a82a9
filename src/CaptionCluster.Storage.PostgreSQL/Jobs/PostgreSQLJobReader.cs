using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>How jobs stand.</summary>
internal sealed class PostgreSQLJobReader(StoreTables tables) : IJobReader
{
    public async Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) =>
        (await tables.ReadAsync(JobRows.JobOf, cancellationToken, JobTables.Get(id))).FirstOrDefault();

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => tables.ReadAsync(
        JobRows.JobOf,
        cancellationToken,
        new Statement(
            $"""
            SELECT {JobRows.JobColumns} FROM jobs
            WHERE tenant = $1 AND state <> {JobRows.Draft} AND ($2::integer IS NULL OR state = $2) AND ($3::uuid IS NULL OR id < $3)
            ORDER BY id DESC LIMIT $4
            """,
            query.Tenant,
            (int?)query.State,
            query.Before?.Value,
            query.Max));

    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) => tables.ReadAsync(
        row => JobRows.EventOf(id, row),
        cancellationToken,
        new Statement("SELECT sequence, at, document FROM log WHERE job = $1 AND sequence > $2 ORDER BY sequence LIMIT $3", id.Value, after, max));

    public async Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var measured = await tables.ReadAsync(
            row => new JobStatistics(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.ReadTime(2)),
            cancellationToken,
            new Statement(
                """
                SELECT count(*) FILTER (WHERE token IS NULL OR due_at <= $1), count(*) FILTER (WHERE token IS NOT NULL AND due_at > $1),
                    (SELECT min(created_at) FROM jobs WHERE state = 0)
                FROM items WHERE due_at IS NOT NULL
                """,
                now.Milliseconds()));
        return measured[0];
    }
}
