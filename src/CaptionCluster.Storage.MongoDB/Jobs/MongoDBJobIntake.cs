using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>Drafts, and what makes them jobs.</summary>
internal sealed class MongoDBJobIntake(JobCollections collections, JobSettlement settlement) : IJobIntake
{
    private const int DuplicateKey = 11000;

    public async Task OpenAsync(JobOrder order, CancellationToken cancellationToken)
    {
        await collections.PrepareAsync(cancellationToken);
        await InsertAsync(jobs => jobs.Jobs, [JobDocument.Draft(order)], cancellationToken);
    }

    public async Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        var draft = await FindDraftAsync(id, cancellationToken);
        foreach (var item in items)
        {
            // One picture a call: a large one is several messages' worth.
            if (item.Bytes is { } bytes)
            {
                await InsertAsync(jobs => jobs.Images, ImagePartDocument.Of(draft.Id, item.Index, bytes), cancellationToken);
            }
        }

        if (items.Count > 0) await InsertAsync(jobs => jobs.Items, items.Select(item => ItemDocument.Of(item, draft)), cancellationToken);
    }

    public async Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var job = await DecideAcceptanceAsync(id, acceptance, cancellationToken) ?? throw new JobNotFoundException(id.ToString());
                await settlement.FollowAsync(() => settlement.ReleaseItemsAsync(job.Id, acceptance.Now, CancellationToken.None));
                return job.ToJob();
            }
            catch (StoreUnavailableException error) when (error.InnerException is MongoCommandException { Code: DuplicateKey })
            {
                if (await FindByKeyAsync(id, acceptance.Key!, cancellationToken) is not { } first) continue; // It has expired this moment.
                await DiscardAsync(id, cancellationToken);
                var isSame = ImageDigest.FromBytes(first.Idempotency!.Fingerprint) == acceptance.Key!.Fingerprint;
                return isSame ? first.ToJob() : throw new IdempotencyConflictException();
            }
        }
    }

    public async Task DiscardAsync(JobId id, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        var result = await collections.RunAsync(
            (jobs, token) =>
                jobs.Jobs.UpdateOneAsync(job => job.Id == text && job.Phase == JobPhase.Draft, JobSettlement.ToDelete(), null, token),
            cancellationToken
        );
        if (result.MatchedCount == 1)
        {
            await settlement.FollowAsync(() => settlement.PurgeAsync(text, CancellationToken.None));
        }
    }

    /// <summary>The one step: the draft is a job, or its key is taken, or it is no draft.</summary>
    private async Task<JobDocument?> DecideAcceptanceAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        var update = Builders<JobDocument>.Update
            .Set(job => job.Phase, JobPhase.Open).Set(job => job.Items, acceptance.Items).Set(job => job.Unreleased, true);
        if (acceptance.Key is { } key)
        {
            update = update.Set(job => job.Idempotency, new IdempotencyDocument(key.Value, key.Fingerprint.ToByteArray()));
        }

        return await collections.RunAsync(
            (jobs, token) => jobs.Jobs.FindOneAndUpdateAsync<JobDocument>(
                job => job.Id == text && job.Phase == JobPhase.Draft, update, new() { ReturnDocument = ReturnDocument.After }, token),
            cancellationToken);
    }

    private async Task<JobDocument?> FindByKeyAsync(JobId draft, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var tenant = (await FindDraftAsync(draft, cancellationToken)).Tenant;
        return (
            await collections.FindAsync(job => job.Tenant == tenant && job.Idempotency!.Key == key.Value, cancellationToken)
        ).FirstOrDefault();
    }

    private async Task<JobDocument> FindDraftAsync(JobId id, CancellationToken cancellationToken) =>
        await collections.FindAsync(id, cancellationToken) is { Phase: JobPhase.Draft } draft
            ? draft
            : throw new JobNotFoundException(id.ToString());

    private Task InsertAsync<T>(
        Func<JobDatabase, IMongoCollection<T>> collection,
        IEnumerable<T> documents,
        CancellationToken cancellationToken
    ) =>
        collections.RunAsync(
            async (jobs, token) =>
            {
                await collection(jobs).InsertManyAsync(documents, null, token);
                return true;
            },
            cancellationToken);
}
