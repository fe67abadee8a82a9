using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>Rows to records and back.</summary>
internal static class JobRows
{
    public const int Draft = -1;

    /// <summary>The columns that <see cref="ReadJob"/> expects.</summary>
    public const string JobColumns = "id, tenant, created_at, document, state, items, done, dead, ended_at, webhook_state";

    public static byte[] ToBytes(this JobId id) => id.Value.ToByteArray(bigEndian: true);

    public static JobId ReadId(this SqliteDataReader row, int column) => new(new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true));

    public static byte[] ToDocument(JobOrder order) => JsonSerializer.SerializeToUtf8Bytes(OrderDocument.Of(order), JobJsonContext.Default.OrderDocument);

    public static byte[] ToDocument(JobOutcome outcome) => JsonSerializer.SerializeToUtf8Bytes(LogDocument.Of(outcome), JobJsonContext.Default.LogDocument);

    public static byte[] ToDocument(JobState ended) =>
        JsonSerializer.SerializeToUtf8Bytes(new LogDocument { Ended = ended }, JobJsonContext.Default.LogDocument);

    public static Job? ReadJob(SqliteDataReader row) => row.Read() ? JobOf(row) : null;

    public static Job JobOf(SqliteDataReader row) => new(
        ReadOrder(row, 0),
        (JobState)row.GetInt32(4),
        row.GetInt32(5),
        row.GetInt32(6),
        row.GetInt32(7),
        row.IsDBNull(8) ? null : Time(row.GetInt64(8)),
        row.IsDBNull(9) ? null : (WebhookState)row.GetInt32(9));

    /// <param name="first">Where <c>id, tenant, created_at, document</c> begin.</param>
    public static JobOrder ReadOrder(SqliteDataReader row, int first)
    {
        var id = row.ReadId(first);
        var document = Parse(id, row.GetFieldValue<byte[]>(first + 3), JobJsonContext.Default.OrderDocument);
        return document.ToOrder(id, row.GetString(first + 1), Time(row.GetInt64(first + 2)));
    }

    public static JobEvent EventOf(JobId id, SqliteDataReader row) =>
        Parse(id, row.GetFieldValue<byte[]>(2), JobJsonContext.Default.LogDocument).ToEvent(row.GetInt64(0), Time(row.GetInt64(1)));

    public static long Milliseconds(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

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
