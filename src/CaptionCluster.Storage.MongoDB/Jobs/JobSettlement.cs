using CaptionCluster.Storage.MongoDB.Telemetry;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>
/// What follows from a decision: every step may be done twice, or be left for <see cref="MongoDBJobStore.SweepAsync"/> when a process dies
/// or the server goes away in between.
/// </summary>
internal sealed class JobSettlement(JobCollections collections, JobLog log, ILogger logger)
{
    private static readonly FilterDefinitionBuilder<JobDocument> s_filter = Builders<JobDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<JobDocument> s_update = Builders<JobDocument>.Update;

    /// <summary>Gone for everybody from here on, its idempotency key free again.</summary>
    public static UpdateDefinition<JobDocument> ToDelete() => s_update
        .Set(job => job.Phase, JobPhase.Deleting).Unset(job => job.Idempotency).Unset(job => job.Delivery);

    /// <summary>Runs steps that follow a decision: their failure does not undo it, so the caller does not hear of it.</summary>
    public async Task FollowAsync(Func<Task> steps)
    {
        try
        {
            await steps();
        }
        catch (StoreUnavailableException error)
        {
            logger.LeftToTheSweep(error);
        }
    }

    /// <summary>Brings an open job to where its log is, to its end if that is there.</summary>
    public async Task SettleAsync(JobDocument job, EventDocument newest, CancellationToken cancellationToken)
    {
        if (newest.Ended is null && newest.Done + newest.Dead < job.Items)
        {
            await UpdateAsync(
                s_filter.And(IsOpen(job.Id), s_filter.Lt(other => other.Sequence, newest.Sequence)), Counts(newest), cancellationToken);
            return;
        }

        if (newest.Ended is null)
        {
            (newest, _) = await log.AppendAsync(job.Id, last => last.End(JobState.Completed, last.At), cancellationToken);
        }

        await DeletePartsAsync(job.Id, cancellationToken);
        var ended = Ended(job, newest);
        await UpdateAsync(
            IsOpen(job.Id),
            s_update.Combine(
                Counts(newest),
                s_update.Set(other => other.Phase, ended.Phase).Set(other => other.EndedAt, ended.EndedAt).Unset(other => other.Unreleased),
                ended.Delivery is null ? s_update.Unset(other => other.Delivery) : s_update.Set(other => other.Delivery, ended.Delivery)),
            cancellationToken);
    }

    /// <summary>The job as its end leaves it.</summary>
    public static JobDocument Ended(JobDocument job, EventDocument end) => job with
    {
        Phase = JobDocument.PhaseOf(end.Ended!.Value),
        Sequence = end.Sequence,
        Done = end.Done,
        Dead = end.Dead,
        EndedAt = end.At,
        Delivery = job.Webhook is { } webhook && end.Ended == JobState.Completed
            ? new DeliveryDocument { State = WebhookState.Pending, DueAt = end.At, Host = webhook.ToWebhook().Host }
            : null,
    };

    /// <summary>Makes an accepted job's items due.</summary>
    public async Task ReleaseItemsAsync(string job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await collections.RunAsync(
            (jobs, token) =>
                jobs.Items.UpdateManyAsync(
                    item => item.Job == job && item.DueAt == null,
                    Builders<ItemDocument>.Update.Set(item => item.DueAt, now.UtcDateTime),
                    null,
                    token
                ),
            cancellationToken
        );
        await UpdateAsync(s_filter.Eq(other => other.Id, job), s_update.Unset(other => other.Unreleased), cancellationToken);
    }

    /// <summary>A decided item is in the log alone, and its picture nowhere.</summary>
    public Task ForgetItemAsync(string job, int index, CancellationToken cancellationToken) => collections.RunAsync(
        async (jobs, token) =>
        {
            await jobs.Images.DeleteManyAsync(part => part.Job == job && part.Index == index, token);
            await jobs.Items.DeleteOneAsync(item => item.Id == ItemDocument.IdOf(job, index), token);
            return true;
        },
        cancellationToken);

    /// <summary>Deletes a job that is gone for everybody already.</summary>
    /// <returns>False when another process was first.</returns>
    public async Task<bool> PurgeAsync(string job, CancellationToken cancellationToken)
    {
        await DeletePartsAsync(job, cancellationToken);
        var result = await collections.RunAsync(
            async (jobs, token) =>
            {
                await jobs.Events.DeleteManyAsync(entry => entry.Job == job, token);
                return await jobs.Jobs.DeleteOneAsync(other => other.Id == job && other.Phase == JobPhase.Deleting, token);
            },
            cancellationToken);
        return result.DeletedCount == 1;
    }

    private static FilterDefinition<JobDocument> IsOpen(string id) =>
        s_filter.And(s_filter.Eq(job => job.Id, id), s_filter.Eq(job => job.Phase, JobPhase.Open));

    private static UpdateDefinition<JobDocument> Counts(EventDocument newest) =>
        s_update.Set(job => job.Sequence, newest.Sequence).Set(job => job.Done, newest.Done).Set(job => job.Dead, newest.Dead);

    private Task DeletePartsAsync(string job, CancellationToken cancellationToken) => collections.RunAsync(
        async (jobs, token) =>
        {
            await jobs.Images.DeleteManyAsync(part => part.Job == job, token);
            return await jobs.Items.DeleteManyAsync(item => item.Job == job, token);
        },
        cancellationToken);

    private Task UpdateAsync(
        FilterDefinition<JobDocument> filter,
        UpdateDefinition<JobDocument> update,
        CancellationToken cancellationToken
    ) => collections.RunAsync((jobs, token) => jobs.Jobs.UpdateOneAsync(filter, update, null, token), cancellationToken);
}
