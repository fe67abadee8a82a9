using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>One reading connection and its prepared statements. One caller at a time.</summary>
internal sealed class JobReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _events;
    private readonly SqliteCommand _tenants;
    private readonly SqliteCommand _picture;
    private readonly SqliteCommand _measure;
    private readonly SqliteCommand _expired;

    public JobReader(SqliteConnection connection)
    {
        _connection = connection;
        _get = connection.Prepared($"SELECT {JobRows.JobColumns} FROM jobs WHERE id = $id AND state <> {JobRows.Draft}", "$id");
        _list = connection.Prepared(
            $"""
            SELECT {JobRows.JobColumns} FROM jobs
            WHERE tenant = $tenant AND id < $before AND state <> {JobRows.Draft} AND ($state IS NULL OR state = $state)
            ORDER BY id DESC LIMIT $max
            """,
            "$tenant", "$before", "$state", "$max");
        _events = connection.Prepared(
            "SELECT sequence, at, document FROM log WHERE job = $id AND sequence > $after ORDER BY sequence LIMIT $max", "$id", "$after", "$max");
        _tenants = connection.Prepared(
            """
            SELECT tenant FROM (SELECT DISTINCT tenant FROM jobs WHERE state = 0) open
            WHERE EXISTS (SELECT 1 FROM items WHERE items.tenant = open.tenant AND items.due_at <= $now)
            """,
            "$now");
        _picture = connection.Prepared("SELECT bytes FROM pictures WHERE job = $id AND position = $position", "$id", "$position");
        _measure = connection.Prepared(
            """
            SELECT count(*) FILTER (WHERE token IS NULL OR due_at <= $now), count(*) FILTER (WHERE token IS NOT NULL AND due_at > $now),
                (SELECT min(created_at) FROM jobs WHERE state = 0)
            FROM items WHERE due_at IS NOT NULL
            """,
            "$now");
        _expired = connection.Prepared(
            $"""
            SELECT id FROM jobs WHERE state = {JobRows.Draft} AND created_at < $drafts
            UNION ALL
            SELECT id FROM jobs WHERE ended_at IS NOT NULL AND ended_at < $ended AND webhook_state IS NOT 0
            """,
            "$drafts", "$ended");
    }

    public Job? Get(JobId id)
    {
        using var row = _get.Bind(id.ToBytes()).ExecuteReader();
        return row.Read() ? JobRows.JobOf(row) : null;
    }

    public IReadOnlyList<Job> List(JobQuery query)
    {
        var before = query.Before ?? new JobId(Guid.AllBitsSet);
        return Read(_list.Bind(query.Tenant, before.ToBytes(), query.State is { } state ? (int)state : null, query.Max), JobRows.JobOf);
    }

    public IReadOnlyList<JobEvent> Events(JobId id, long after, int max) => Read(_events.Bind(id.ToBytes(), after, max), row => JobRows.EventOf(id, row));

    public IReadOnlyList<string> Tenants(DateTimeOffset now) => Read(_tenants.Bind(now.Milliseconds()), row => row.GetString(0));

    public ReadOnlyMemory<byte>? Picture(JobId id, int index) =>
        _picture.Bind(id.ToBytes(), index).ExecuteScalar() is byte[] bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);

    public JobStatistics Measure(DateTimeOffset now)
    {
        using var row = _measure.Bind(now.Milliseconds()).ExecuteReader();
        row.Read();
        return new JobStatistics(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.ReadTime(2));
    }

    public List<JobId> Expired(JobSweep sweep) =>
        Read(_expired.Bind(sweep.DraftsBefore.Milliseconds(), sweep.EndedBefore.Milliseconds()), row => row.ReadId(0));

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_get, _list, _events, _tenants, _picture, _measure, _expired]) command.Dispose();
        _connection.Dispose();
    }

    private static List<T> Read<T>(SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        var list = new List<T>();
        using var rows = command.ExecuteReader();
        while (rows.Read()) list.Add(read(rows));
        return list;
    }
}
