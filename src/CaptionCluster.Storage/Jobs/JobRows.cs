using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Storage.Jobs;

/// <summary>Rows of tables to records and back. Times are milliseconds since 1970-01-01 UTC.</summary>
internal static class JobRows
{
    /// <summary>The state of a draft; that of a job is its <see cref="JobState"/>.</summary>
    public const int Draft = -1;

    /// <summary>The columns that <see cref="JobOf"/> expects.</summary>
    public const string JobColumns = $"{OrderColumns}, state, items, done, dead, ended_at, webhook_state";

    /// <summary>The columns that <see cref="OrderOf"/> expects.</summary>
    public const string OrderColumns = "id, tenant, created_at, document";

    public static byte[] DocumentOf(JobOrder order) =>
        JsonSerializer.SerializeToUtf8Bytes(OrderDocument.Of(order), StoreJson.Default.OrderDocument);

    public static byte[] DocumentOf(JobOutcome outcome) =>
        JsonSerializer.SerializeToUtf8Bytes(LogDocument.Of(outcome), StoreJson.Default.LogDocument);

    public static byte[] DocumentOf(JobState ended) =>
        JsonSerializer.SerializeToUtf8Bytes(new LogDocument { Ended = ended }, StoreJson.Default.LogDocument);

    public static Job JobOf(DbDataReader row) => new(
        OrderOf(row),
        (JobState)row.GetInt32(4),
        row.GetInt32(5),
        row.GetInt32(6),
        row.GetInt32(7),
        row.IsDBNull(8) ? null : row.ReadTime(8),
        row.IsDBNull(9) ? null : (WebhookState)row.GetInt32(9));

    public static JobOrder OrderOf(DbDataReader row)
    {
        var id = row.ReadId(0);
        return Parse(id, row.GetFieldValue<byte[]>(3), StoreJson.Default.OrderDocument).ToOrder(id, row.GetString(1), row.ReadTime(2));
    }

    /// <param name="row">With the columns <c>sequence, at, document</c>.</param>
    public static JobEvent EventOf(JobId id, DbDataReader row) =>
        Parse(id, row.GetFieldValue<byte[]>(2), StoreJson.Default.LogDocument).ToEvent(row.GetInt64(0), row.ReadTime(1));

    public static JobStatistics StatisticsOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.ReadTime(2));

    /// <summary>Big-endian where it is kept as bytes, so that the order of ids is that of time.</summary>
    public static JobId ReadId(this DbDataReader row, int column) =>
        new(row.GetValue(column) is Guid id ? id : new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true));

    public static DateTimeOffset ReadTime(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static long Milliseconds(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static T Parse<T>(JobId id, byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new StoreUnavailableException($"A record of job {id} can't be read: {error.Message} Delete the job.", error);
        }
    }
}
