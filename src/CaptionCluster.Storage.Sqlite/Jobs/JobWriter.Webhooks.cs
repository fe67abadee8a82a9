using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <content>The queue of webhooks.</content>
internal sealed partial class JobWriter
{
    private readonly SqliteCommand _findWebhook;
    private readonly SqliteCommand _leaseWebhook;
    private readonly SqliteCommand _settleWebhook;

    public WebhookLease? LeaseWebhook(DateTimeOffset now, DateTimeOffset until)
    {
        if (FindWebhook(now) is not { } lease) return null;
        _leaseWebhook.Run(lease.Token.ToByteArray(), until.Milliseconds(), lease.Job.Id.ToBytes());
        return lease;
    }

    /// <param name="dueAt">When to try again; null for never.</param>
    public bool SettleWebhook(WebhookLease lease, WebhookState state, DateTimeOffset? dueAt) =>
        _settleWebhook.Run((int)state, dueAt?.Milliseconds(), lease.Job.Id.ToBytes(), lease.Token.ToByteArray()) > 0;

    private WebhookLease? FindWebhook(DateTimeOffset now)
    {
        using var row = _findWebhook.Bind(now.Milliseconds()).ExecuteReader();
        return row.Read() ? new WebhookLease(JobRows.JobOf(row), row.GetInt32(10) + 1, Guid.NewGuid()) : null;
    }
}
