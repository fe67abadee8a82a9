using System.Text.Json;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>The queue of deliveries: a completed job's own row is its place in it.</summary>
internal sealed class WebhookWriter(JobWriter writer)
{
    private readonly SqliteCommand _find = writer.Statement(
        $"""
        SELECT {JobRows.JobColumns}, webhook_attempts FROM jobs
        WHERE webhook_state = 0 AND webhook_due <= $now
            AND tenant NOT IN (SELECT value FROM json_each($tenants)) AND ifnull(webhook_host, '') NOT IN (SELECT value FROM json_each($hosts))
        ORDER BY webhook_due LIMIT 1
        """,
        "$now", "$tenants", "$hosts");

    private readonly SqliteCommand _lease = writer.Statement(
        "UPDATE jobs SET webhook_token = $token, webhook_due = $until, webhook_attempts = webhook_attempts + 1 WHERE id = $id",
        "$token",
        "$until",
        "$id"
    );

    private readonly SqliteCommand _settle = writer.Statement(
        "UPDATE jobs SET webhook_state = $state, webhook_due = $due, webhook_token = NULL WHERE id = $id AND webhook_token = $token",
        "$state", "$due", "$id", "$token");

    public WebhookLease? Lease(WebhookRequest request)
    {
        if (Find(request) is not { } lease) return null;
        _lease.Run(lease.Token.ToByteArray(), request.Until.Milliseconds(), lease.Job.Id.ToBytes());
        return lease;
    }

    /// <param name="dueAt">When to try again; null for never.</param>
    public bool Settle(WebhookLease lease, WebhookState state, DateTimeOffset? dueAt) =>
        _settle.Run((int)state, dueAt?.Milliseconds(), lease.Job.Id.ToBytes(), lease.Token.ToByteArray()) > 0;

    private WebhookLease? Find(WebhookRequest request)
    {
        using var row = _find.Bind(request.Now.Milliseconds(), ListOf(request.BusyTenants), ListOf(request.BusyHosts)).ExecuteReader();
        return row.Read() ? new WebhookLease(JobRows.JobOf(row), row.GetInt32(10) + 1, Guid.NewGuid()) : null;
    }

    private static string ListOf(IReadOnlyCollection<string> names) =>
        JsonSerializer.Serialize(names, StoreJson.Default.IReadOnlyCollectionString);
}
