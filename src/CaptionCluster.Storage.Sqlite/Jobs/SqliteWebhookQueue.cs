using CaptionCluster.Storage.Sqlite.Opening;

namespace CaptionCluster.Storage.Sqlite.Jobs;

internal sealed class SqliteWebhookQueue(SqliteStoreFile<JobReader, JobWriter> file) : IWebhookQueue
{
    public Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Webhooks.Lease(request), cancellationToken);

    public Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken)
    {
        var state = delivered ? WebhookState.Delivered : WebhookState.Failed;
        return file.WriteAsync(writer => writer.Webhooks.Settle(lease, state, dueAt: null), cancellationToken);
    }

    public Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        file.WriteAsync(writer => writer.Webhooks.Settle(lease, WebhookState.Pending, dueAt), cancellationToken);
}
