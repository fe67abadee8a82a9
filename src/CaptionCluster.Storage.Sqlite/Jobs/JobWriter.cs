using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>Every change of jobs, each inside a transaction of its caller. One caller at a time.</summary>
internal sealed partial class JobWriter : SqliteWriter
{
    private readonly SqliteCommand _getJob;
    private readonly SqliteCommand _deleteItems;
    private readonly SqliteCommand _deletePictures;
    private readonly SqliteCommand _deleteLog;
    private readonly SqliteCommand _deleteJob;
    private readonly SqliteCommand _vacuum;

    public JobWriter(SqliteConnection connection)
        : base(connection)
    {
        _getJob = Statement($"SELECT {JobRows.JobColumns} FROM jobs WHERE id = $id AND state <> {JobRows.Draft}", "$id");
        _deleteItems = Statement("DELETE FROM items WHERE job = $id", "$id");
        _deletePictures = Statement("DELETE FROM pictures WHERE job = $id", "$id");
        _deleteLog = Statement("DELETE FROM log WHERE job = $id", "$id");
        _deleteJob = Statement("DELETE FROM jobs WHERE id = $id", "$id");
        _vacuum = Statement("PRAGMA incremental_vacuum(1000)");

        _open = Statement(
            $"INSERT INTO jobs (id, tenant, state, created_at, document) VALUES ($id, $tenant, {JobRows.Draft}, $created, $document)",
            "$id", "$tenant", "$created", "$document");
        _getDraft = Statement($"SELECT tenant FROM jobs WHERE id = $id AND state = {JobRows.Draft}", "$id");
        _addItem = Statement(
            "INSERT INTO items (job, position, tenant, name, digest, has_bytes) VALUES ($job, $position, $tenant, $name, $digest, $has)",
            "$job", "$position", "$tenant", "$name", "$digest", "$has");
        _addPicture = Statement("INSERT INTO pictures (job, position, bytes) VALUES ($job, $position, $bytes)", "$job", "$position", "$bytes");
        _findKey = Statement("SELECT id, fingerprint FROM jobs WHERE tenant = $tenant AND idempotency_key = $key", "$tenant", "$key");
        _accept = Statement(
            "UPDATE jobs SET state = 0, items = $items, idempotency_key = $key, fingerprint = $fingerprint WHERE id = $id",
            "$items", "$key", "$fingerprint", "$id");
        _makeDue = Statement("UPDATE items SET due_at = $now WHERE job = $id", "$now", "$id");

        _findDue = Statement(
            """
            SELECT j.id, j.tenant, j.created_at, j.document, i.position, i.name, i.digest, i.has_bytes, i.attempts
            FROM items i JOIN jobs j ON j.id = i.job
            WHERE i.tenant = $tenant AND i.due_at <= $now ORDER BY i.due_at, i.job, i.position LIMIT $max
            """,
            "$tenant", "$now", "$max");
        _lease = Statement(
            "UPDATE items SET token = $token, due_at = $until, attempts = attempts + 1 WHERE job = $job AND position = $position",
            "$token", "$until", "$job", "$position");
        _renew = Statement(
            "UPDATE items SET due_at = $until WHERE job = $job AND position = $position AND token = $token",
            "$until", "$job", "$position", "$token");
        _release = Statement(
            "UPDATE items SET due_at = $due, token = NULL, attempts = attempts - $forgiven WHERE job = $job AND position = $position AND token = $token",
            "$due", "$forgiven", "$job", "$position", "$token");

        _deleteItem = Statement("DELETE FROM items WHERE job = $job AND position = $position", "$job", "$position");
        _deletePicture = Statement("DELETE FROM pictures WHERE job = $job AND position = $position", "$job", "$position");
        _count = Statement("UPDATE jobs SET done = done + $done, dead = dead + $dead WHERE id = $id", "$done", "$dead", "$id");
        _end = Statement(
            "UPDATE jobs SET state = $state, ended_at = $at, webhook_state = $webhook, webhook_due = $at, webhook_host = $host WHERE id = $id",
            "$state", "$at", "$webhook", "$host", "$id");
        _log = Statement("INSERT INTO log (job, sequence, at, document) VALUES ($job, $sequence, $at, $document)", "$job", "$sequence", "$at", "$document");

        _findWebhook = Statement(
            $"""
            SELECT {JobRows.JobColumns}, webhook_attempts FROM jobs
            WHERE webhook_state = 0 AND webhook_due <= $now
                AND tenant NOT IN (SELECT value FROM json_each($tenants)) AND ifnull(webhook_host, '') NOT IN (SELECT value FROM json_each($hosts))
            ORDER BY webhook_due LIMIT 1
            """,
            "$now", "$tenants", "$hosts");
        _leaseWebhook = Statement(
            "UPDATE jobs SET webhook_token = $token, webhook_due = $until, webhook_attempts = webhook_attempts + 1 WHERE id = $id", "$token", "$until", "$id");
        _settleWebhook = Statement(
            "UPDATE jobs SET webhook_state = $state, webhook_due = $due, webhook_token = NULL WHERE id = $id AND webhook_token = $token",
            "$state", "$due", "$id", "$token");
    }

    public Job? Get(JobId id)
    {
        using var row = _getJob.Bind(id.ToBytes()).ExecuteReader();
        return JobRows.ReadJob(row);
    }

    /// <summary>Deletes a job or a draft with all that belongs to it.</summary>
    public bool Delete(JobId id)
    {
        DeleteItems(id);
        _deleteLog.Run(id.ToBytes());
        return _deleteJob.Run(id.ToBytes()) > 0;
    }

    /// <summary>Gives free pages back to the disk, some at a time.</summary>
    public bool Vacuum()
    {
        using var rows = _vacuum.ExecuteReader();
        while (rows.Read()) { }
        return true;
    }

    private void DeleteItems(JobId id)
    {
        _deleteItems.Run(id.ToBytes());
        _deletePictures.Run(id.ToBytes());
    }
}
