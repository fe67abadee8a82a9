using CaptionCluster.MongoDB;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.MongoDB.Opening;
using CaptionCluster.Storage.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>
/// Jobs in four MongoDB collections, without transactions: of each call one update or insert of one document decides, and what follows from
/// it may be done by anybody.
/// </summary>
internal sealed class MongoDBJobStore : JobStore, IOpenedAtStart
{
    private static readonly FilterDefinitionBuilder<JobDocument> s_job = Builders<JobDocument>.Filter;
    private static readonly JobPhase[] s_ended = [JobPhase.Completed, JobPhase.Cancelled];

    private readonly MongoDBConnection _connection;
    private readonly JobCollections _collections;
    private readonly JobLog _log;
    private readonly JobSettlement _settlement;
    private readonly ILogger _logger;

    public MongoDBJobStore(IOptions<MongoDBJobStoreOptions> options, TimeProvider time, ILogger<MongoDBJobStore> logger)
    {
        Documents.Prepare();
        _logger = logger;
        _connection = new MongoDBConnection(options.Value, time);
        _collections = new JobCollections(_connection, options.Value.Jobs);
        _log = new JobLog(_collections);
        _settlement = new JobSettlement(_collections, _log, logger);
        Parts = new(
            new MongoDBJobIntake(_collections, _settlement), new MongoDBJobQueue(_collections, _log, _settlement),
            new MongoDBJobReader(_collections, _log), new MongoDBWebhookQueue(_collections));
    }

    protected override JobParts Parts { get; }

    public Task StartAsync(CancellationToken cancellationToken) =>
        _logger.OpenAsync("Jobs", _connection.Server, _collections.PrepareAsync, MongoDBFault.IsPassing, cancellationToken);

    public override async Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        var ended = s_job.Eq(job => job.Id, text) & s_job.In(job => job.Phase, s_ended);
        var result = await _collections.RunAsync(
            (jobs, token) => jobs.Jobs.UpdateOneAsync(ended, JobSettlement.ToDelete(), null, token),
            cancellationToken
        );
        if (result.MatchedCount == 0)
        {
            return false;
        }

        await _settlement.FollowAsync(() => _settlement.PurgeAsync(text, CancellationToken.None));
        return true;
    }

    /// <remarks>Its steps are those that a call would have taken; so two processes may sweep at once.</remarks>
    public override async Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken)
    {
        await ExpireAsync(sweep, cancellationToken);
        var purged = 0;
        foreach (var job in await _collections.FindAsync(job => job.Phase == JobPhase.Deleting, cancellationToken))
        {
            if (await _settlement.PurgeAsync(job.Id, cancellationToken)) purged++;
        }

        foreach (var job in await _collections.FindAsync(job => job.Phase == JobPhase.Open, cancellationToken))
        {
            if (job.Unreleased) await _settlement.ReleaseItemsAsync(job.Id, sweep.Now, cancellationToken);
            var newest = await _log.LastAsync(job.Id, cancellationToken);
            if (newest.Sequence > job.Sequence || newest.Done + newest.Dead == job.Items)
            {
                await _settlement.SettleAsync(job, newest, cancellationToken);
            }
        }

        return purged;
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<UpdateResult> ExpireAsync(JobSweep sweep, CancellationToken cancellationToken)
    {
        var draft = s_job.Eq(job => job.Phase, JobPhase.Draft) & s_job.Lt(job => job.CreatedAt, sweep.DraftsBefore.UtcDateTime);
        var ended = s_job.In(job => job.Phase, s_ended)
            & s_job.Lt(job => job.EndedAt, sweep.EndedBefore.UtcDateTime)
            & s_job.Ne(job => job.Delivery!.State, WebhookState.Pending);
        return _collections.RunAsync(
            (jobs, token) => jobs.Jobs.UpdateManyAsync(draft | ended, JobSettlement.ToDelete(), null, token),
            cancellationToken
        );
    }
}
