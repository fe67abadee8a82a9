using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>The queue of deliveries: a completed job's own row is its place in it.</summary>
internal sealed class PostgreSQLWebhookQueue(PostgreSQLStore store) : IWebhookQueue
{
    public async Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var taken = await store.DecideAsync(
            row => new WebhookLease(JobRows.JobOf(row), row.GetInt32(10), row.GetGuid(11)),
            cancellationToken,
            new Statement(
                $"""
                UPDATE jobs SET webhook_token = gen_random_uuid(), webhook_due = $2, webhook_attempts = webhook_attempts + 1
                WHERE id = (
                    SELECT id FROM jobs
                    WHERE webhook_state = 0 AND webhook_due <= $1 AND tenant <> ALL ($3) AND webhook_host <> ALL ($4)
                    ORDER BY webhook_due LIMIT 1 FOR UPDATE SKIP LOCKED
                )
                RETURNING {JobRows.JobColumns}, webhook_attempts, webhook_token
                """,
                request.Now.Milliseconds(), request.Until.Milliseconds(), request.BusyTenants.ToArray(), request.BusyHosts.ToArray()));
        return taken.FirstOrDefault();
    }

    public Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken) =>
        SettleAsync(lease, delivered ? WebhookState.Delivered : WebhookState.Failed, dueAt: null, cancellationToken);

    public Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        SettleAsync(lease, WebhookState.Pending, dueAt, cancellationToken);

    private async Task<bool> SettleAsync(
        WebhookLease lease, WebhookState state, DateTimeOffset? dueAt, CancellationToken cancellationToken) =>
        await store.ChangeAsync(cancellationToken, new Statement(
            "UPDATE jobs SET webhook_state = $1, webhook_due = $2, webhook_token = NULL WHERE id = $3 AND webhook_token = $4 RETURNING id",
            (int)state, dueAt?.Milliseconds(), lease.Job.Id.Value, lease.Token)) > 0;
}
