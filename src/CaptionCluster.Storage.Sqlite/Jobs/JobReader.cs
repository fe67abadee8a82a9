using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>One reading connection and its prepared statements. One caller at a time.</summary>
internal sealed class JobReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _get = connection.Prepared(JobSql.Get, "$1");
    private readonly SqliteCommand _list = connection.Prepared(JobSql.List, "$1", "$2", "$3", "$4");
    private readonly SqliteCommand _events = connection.Prepared(JobSql.Events, "$1", "$2", "$3");
    private readonly SqliteCommand _tenants = connection.Prepared(JobSql.Tenants, "$1");
    private readonly SqliteCommand _picture = connection.Prepared(JobSql.Picture, "$1", "$2");
    private readonly SqliteCommand _measure = connection.Prepared(JobSql.Measure, "$1");
    private readonly SqliteCommand _expired = connection.Prepared(JobSql.Expired, "$1", "$2");

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

    public IReadOnlyList<JobEvent> Events(JobId id, long after, int max) =>
        Read(_events.Bind(id.ToBytes(), after, max), row => JobRows.EventOf(id, row));

    public IReadOnlyList<string> Tenants(DateTimeOffset now) => Read(_tenants.Bind(now.Milliseconds()), row => row.GetString(0));

    public ReadOnlyMemory<byte>? Picture(JobId id, int index) =>
        _picture.Bind(id.ToBytes(), index).ExecuteScalar() is byte[] bytes
            ? new ReadOnlyMemory<byte>(bytes)
            : default(ReadOnlyMemory<byte>?);

    public JobStatistics Measure(DateTimeOffset now)
    {
        using var row = _measure.Bind(now.Milliseconds()).ExecuteReader();
        row.Read();
        return JobRows.StatisticsOf(row);
    }

    public List<JobId> Expired(JobSweep sweep) =>
        Read(_expired.Bind(sweep.DraftsBefore.Milliseconds(), sweep.EndedBefore.Milliseconds()), row => row.ReadId(0));

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_get, _list, _events, _tenants, _picture, _measure, _expired]) command.Dispose();
        connection.Dispose();
    }

    private static List<T> Read<T>(SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        var list = new List<T>();
        using var rows = command.ExecuteReader();
        while (rows.Read()) list.Add(read(rows));
        return list;
    }
}
