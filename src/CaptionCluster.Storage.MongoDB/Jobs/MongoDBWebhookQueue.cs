using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>The queue of deliveries: a completed job's own document is its place in it.</summary>
internal sealed class MongoDBWebhookQueue(JobCollections collections) : IWebhookQueue
{
    private static readonly FilterDefinitionBuilder<JobDocument> s_job = Builders<JobDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<JobDocument> s_update = Builders<JobDocument>.Update;

    public async Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var token = Guid.NewGuid();
        var job = await collections.RunAsync<JobDocument?>(
            async (jobs, cancellation) =>
                await jobs.Jobs.FindOneAndUpdateAsync<JobDocument>(
                    s_job.Lte(other => other.Delivery!.DueAt, request.Now.UtcDateTime)
                        & s_job.Eq(other => other.Delivery!.State, WebhookState.Pending)
                        & s_job.Nin(other => other.Delivery!.Host, request.BusyHosts)
                        & s_job.Nin(other => other.Tenant, request.BusyTenants),
                    s_update
                        .Set(other => other.Delivery!.DueAt, request.Until.UtcDateTime)
                        .Set(other => other.Delivery!.Token, token)
                        .Inc(other => other.Delivery!.Attempts, 1),
                    new()
                    {
                        Sort = Builders<JobDocument>.Sort.Ascending(other => other.Delivery!.DueAt),
                        ReturnDocument = ReturnDocument.After,
                    },
                    cancellation
                ),
            cancellationToken
        );
        return job is null ? null : new WebhookLease(job.ToJob(), job.Delivery!.Attempts, token);
    }

    public Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken) => UpdateHeldAsync(
        lease,
        s_update.Set(job => job.Delivery!.State, delivered ? WebhookState.Delivered : WebhookState.Failed)
            .Unset(job => job.Delivery!.DueAt).Unset(job => job.Delivery!.Token),
        cancellationToken);

    public Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken) => UpdateHeldAsync(
        lease, s_update.Set(job => job.Delivery!.DueAt, dueAt.UtcDateTime).Unset(job => job.Delivery!.Token), cancellationToken);

    private async Task<bool> UpdateHeldAsync(WebhookLease lease, UpdateDefinition<JobDocument> update, CancellationToken cancellationToken)
    {
        var held = s_job.Eq(job => job.Id, lease.Job.Id.ToString()) & s_job.Eq(job => job.Delivery!.Token, lease.Token);
        var result = await collections.RunAsync((jobs, token) => jobs.Jobs.UpdateOneAsync(held, update, null, token), cancellationToken);
        return result.MatchedCount == 1;
    }
}
