using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>Drafts and their acceptance.</summary>
internal sealed class IntakeWriter(JobWriter writer)
{
    private readonly SqliteCommand _open = writer.Statement(
        $"INSERT INTO jobs (id, tenant, state, created_at, document) VALUES ($id, $tenant, {JobRows.Draft}, $created, $document)",
        "$id", "$tenant", "$created", "$document");

    private readonly SqliteCommand _getDraft = writer.Statement(
        $"SELECT tenant FROM jobs WHERE id = $id AND state = {JobRows.Draft}",
        "$id"
    );

    private readonly SqliteCommand _addItem = writer.Statement(
        "INSERT INTO items (job, position, tenant, name, digest, has_bytes) VALUES ($job, $position, $tenant, $name, $digest, $has)",
        "$job", "$position", "$tenant", "$name", "$digest", "$has");

    private readonly SqliteCommand _addPicture = writer.Statement(
        "INSERT INTO pictures (job, position, bytes) VALUES ($job, $position, $bytes)", "$job", "$position", "$bytes");

    private readonly SqliteCommand _findKey = writer.Statement(
        "SELECT id, fingerprint FROM jobs WHERE tenant = $tenant AND idempotency_key = $key", "$tenant", "$key");

    private readonly SqliteCommand _accept = writer.Statement(
        "UPDATE jobs SET state = 0, items = $items, idempotency_key = $key, fingerprint = $fingerprint WHERE id = $id",
        "$items", "$key", "$fingerprint", "$id");

    private readonly SqliteCommand _makeDue = writer.Statement("UPDATE items SET due_at = $now WHERE job = $id", "$now", "$id");

    public bool Open(JobOrder order, byte[] document) =>
        _open.Run(order.Id.ToBytes(), order.Tenant, order.CreatedAt.Milliseconds(), document) > 0;

    /// <summary>False when there is no such draft.</summary>
    public bool Add(JobId id, IReadOnlyList<JobItem> items)
    {
        if (TenantOf(id) is not { } tenant) return false;
        foreach (var item in items)
        {
            _addItem.Run(id.ToBytes(), item.Index, tenant, item.Name, item.Digest.ToByteArray(), item.Bytes is null ? 0 : 1);
            if (item.Bytes is { } bytes) _addPicture.Run(id.ToBytes(), item.Index, bytes.ToArray());
        }

        return true;
    }

    public Accepted Accept(JobId id, JobAcceptance acceptance)
    {
        if (TenantOf(id) is not { } tenant) return default;
        if (acceptance.Key is { } key && FindKey(tenant, key.Value) is { } earlier)
        {
            writer.Delete(id);
            return new Accepted(writer.Get(earlier.Id), Conflicts: earlier.Fingerprint != key.Fingerprint);
        }

        _accept.Run(acceptance.Items, acceptance.Key?.Value, acceptance.Key?.Fingerprint.ToByteArray(), id.ToBytes());
        _makeDue.Run(acceptance.Now.Milliseconds(), id.ToBytes());
        return new Accepted(writer.Get(id), Conflicts: false);
    }

    public bool Discard(JobId id) => TenantOf(id) is not null && writer.Delete(id);

    /// <summary>Null when there is no such draft.</summary>
    private string? TenantOf(JobId id) => _getDraft.Bind(id.ToBytes()).ExecuteScalar() as string;

    private (JobId Id, ImageDigest Fingerprint)? FindKey(string tenant, string key)
    {
        using var row = _findKey.Bind(tenant, key).ExecuteReader();
        return row.Read() ? (row.ReadId(0), ImageDigest.FromBytes(row.GetFieldValue<byte[]>(1))) : null;
    }
}

/// <param name="Job">Null when there was no draft.</param>
/// <param name="Conflicts">The idempotency key is in use for something else.</param>
internal readonly record struct Accepted(Job? Job, bool Conflicts);
