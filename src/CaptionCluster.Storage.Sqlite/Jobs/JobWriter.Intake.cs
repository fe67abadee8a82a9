using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <content>Drafts and their acceptance.</content>
internal sealed partial class JobWriter
{
    private readonly SqliteCommand _open;
    private readonly SqliteCommand _getDraft;
    private readonly SqliteCommand _addItem;
    private readonly SqliteCommand _addPicture;
    private readonly SqliteCommand _findKey;
    private readonly SqliteCommand _accept;
    private readonly SqliteCommand _makeDue;

    public bool Open(JobOrder order, byte[] document) => _open.Run(order.Id.ToBytes(), order.Tenant, order.CreatedAt.Milliseconds(), document) > 0;

    /// <summary>False when there is no such draft.</summary>
    public bool Add(JobId id, IReadOnlyList<JobItem> items)
    {
        if (_getDraft.Bind(id.ToBytes()).ExecuteScalar() is not string tenant) return false;
        foreach (var item in items)
        {
            _addItem.Run(id.ToBytes(), item.Index, tenant, item.Name, item.Digest.ToByteArray(), item.Bytes is null ? 0 : 1);
            if (item.Bytes is { } bytes) _addPicture.Run(id.ToBytes(), item.Index, bytes.ToArray());
        }

        return true;
    }

    public Accepted Accept(JobId id, JobAcceptance acceptance)
    {
        if (_getDraft.Bind(id.ToBytes()).ExecuteScalar() is not string tenant) return default;
        if (acceptance.Key is { } key && FindKey(tenant, key.Value) is { } earlier)
        {
            Delete(id);
            return new Accepted(Get(earlier.Id), Conflicts: earlier.Fingerprint != key.Fingerprint);
        }

        _accept.Run(acceptance.Items, acceptance.Key?.Value, acceptance.Key?.Fingerprint.ToByteArray(), id.ToBytes());
        _makeDue.Run(acceptance.Now.Milliseconds(), id.ToBytes());
        return new Accepted(Get(id), Conflicts: false);
    }

    public bool Discard(JobId id) => _getDraft.Bind(id.ToBytes()).ExecuteScalar() is string && Delete(id);

    private (JobId Id, ImageDigest Fingerprint)? FindKey(string tenant, string key)
    {
        using var row = _findKey.Bind(tenant, key).ExecuteReader();
        return row.Read() ? (row.ReadId(0), ImageDigest.FromBytes(row.GetFieldValue<byte[]>(1))) : null;
    }
}

/// <param name="Job">Null when there was no draft.</param>
/// <param name="Conflicts">The idempotency key is in use for something else.</param>
internal readonly record struct Accepted(Job? Job, bool Conflicts);
