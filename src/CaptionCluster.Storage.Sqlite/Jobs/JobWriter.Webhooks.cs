using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <content>The queue of webhooks.</content>
internal sealed partial class JobWriter
{
    private readonly SqliteCommand _findWebhook;
    private readonly SqliteCommand _leaseWebhook;
    private readonly SqliteCommand _settleWebhook;

    public WebhookLease? LeaseWebhook(WebhookRequest request)
    {
        if (FindWebhook(request) is not { } lease) return null;
        _leaseWebhook.Run(lease.Token.ToByteArray(), request.Until.Milliseconds(), lease.Job.Id.ToBytes());
        return lease;
    }

    /// <param name="dueAt">When to try again; null for never.</param>
    public bool SettleWebhook(WebhookLease lease, WebhookState state, DateTimeOffset? dueAt) =>
        _settleWebhook.Run((int)state, dueAt?.Milliseconds(), lease.Job.Id.ToBytes(), lease.Token.ToByteArray()) > 0;

    private WebhookLease? FindWebhook(WebhookRequest request)
    {
        using var row = _findWebhook.Bind(request.Now.Milliseconds(), ListOf(request.BusyTenants), ListOf(request.BusyHosts)).ExecuteReader();
        return row.Read() ? new WebhookLease(JobRows.JobOf(row), row.GetInt32(10) + 1, Guid.NewGuid()) : null;
    }

    private static string ListOf(IReadOnlyCollection<string> names) => JsonSerializer.Serialize(names, JobJsonContext.Default.IReadOnlyCollectionString);
}
