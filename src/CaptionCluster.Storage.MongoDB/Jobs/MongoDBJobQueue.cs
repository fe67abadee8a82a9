using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>The queue of items.</summary>
internal sealed class MongoDBJobQueue(JobCollections collections, JobLog log, JobSettlement settlement) : IJobQueue
{
    private static readonly FilterDefinitionBuilder<ItemDocument> s_item = Builders<ItemDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<ItemDocument> s_update = Builders<ItemDocument>.Update;
    private static readonly SortDefinition<ItemDocument> s_queueOrder =
        Builders<ItemDocument>.Sort.Ascending(item => item.DueAt).Ascending(item => item.Job).Ascending(item => item.Index);

    public async Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await collections.RunAsync(
            async (jobs, token) =>
                await (
                    await jobs.Items.DistinctAsync(item => item.Tenant, s_item.Lte(item => item.DueAt, now.UtcDateTime), null, token)
                ).ToListAsync(token),
            cancellationToken
        );

    /// <remarks>
    /// One call an item: the server picks and takes it in one step, so no two workers get the same and none is passed over.
    /// </remarks>
    public async Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        var taken = new List<ItemDocument>();
        while (taken.Count < request.Max && await TakeAsync(request, taken.Count, cancellationToken) is { } item) taken.Add(item);
        if (taken.Count == 0) return [];

        var ids = taken.Select(item => item.Job).Distinct().ToList();
        var orders = (
            await collections.FindAsync(job => ids.Contains(job.Id) && job.Phase == JobPhase.Open, cancellationToken)
        ).ToDictionary(job => job.Id, job => job.ToOrder());
        foreach (var orphan in taken.Where(item => !orders.ContainsKey(item.Job)))
        {
            await settlement.ForgetItemAsync(orphan.Job, orphan.Index, cancellationToken); // Its job ended while it was in someone's hands.
        }

        return [.. taken.Where(item => orders.ContainsKey(item.Job)).Select(item => item.ToLease(orders[item.Job]))];
    }

    public async Task<IReadOnlySet<Guid>> RenewAsync(
        IReadOnlyList<JobLease> leases,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        if (leases.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var renewals = leases.Select(lease => new UpdateOneModel<ItemDocument>(
            IsHeld(lease),
            s_update.Set(item => item.DueAt, until.UtcDateTime)
        ));
        await collections.RunAsync(
            (jobs, token) => jobs.Items.BulkWriteAsync(renewals, new() { IsOrdered = false }, token),
            cancellationToken
        );

        var tokens = leases.Select(lease => (Guid?)lease.Token).ToList();
        var held = await collections.RunAsync(
            (jobs, token) => jobs.Items.Find(s_item.In(item => item.Token, tokens)).Project(item => item.Token).ToListAsync(token),
            cancellationToken
        );
        return held.OfType<Guid>().ToHashSet();
    }

    public async Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var (job, index) = (lease.Order.Id.ToString(), lease.Index);
        var parts = await collections.RunAsync(
            (jobs, token) => jobs.Images.Find(part => part.Job == job && part.Index == index).SortBy(part => part.Part).ToListAsync(token),
            cancellationToken
        );
        if (parts.Count == 0)
        {
            return null;
        }

        return parts is [var whole] ? whole.Bytes : ImagePartDocument.Join(parts);
    }

    public async Task<ItemDecision> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken)
    {
        var job = await collections.FindAsync(lease.Order.Id, cancellationToken);
        var (newest, decided) = job is { Phase: JobPhase.Open }
            ? await log.AppendAsync(job.Id, last => last.Next(outcome), cancellationToken)
            : (null, false);
        await settlement.FollowAsync(async () =>
        {
            await settlement.ForgetItemAsync(lease.Order.Id.ToString(), lease.Index, CancellationToken.None);
            // Also what was decided before: who did may have died before this.
            if (newest is not null) await settlement.SettleAsync(job!, newest, CancellationToken.None);
        });
        if (!decided) return ItemDecision.TooLate;
        return newest!.Done + newest.Dead < job!.Items ? ItemDecision.Decided : ItemDecision.JobCompleted;
    }

    public async Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken)
    {
        var update = s_update.Set(item => item.DueAt, dueAt.UtcDateTime).Unset(item => item.Token);
        if (!attemptCounts)
        {
            update = update.Inc(item => item.Attempts, -1);
        }

        var result = await collections.RunAsync(
            (jobs, token) => jobs.Items.UpdateOneAsync(IsHeld(lease), update, null, token),
            cancellationToken
        );
        return result.MatchedCount == 1;
    }

    public async Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var job = await collections.FindAsync(id, cancellationToken);
        if (job is null or { Phase: JobPhase.Draft or JobPhase.Deleting }) return null;
        if (job.Phase != JobPhase.Open) return job.ToJob();

        var (end, _) = await log.AppendAsync(
            job.Id,
            last =>
                last.Done + last.Dead == job.Items ? last.End(JobState.Completed, last.At) : last.End(JobState.Cancelled, now.UtcDateTime),
            cancellationToken
        );
        await settlement.FollowAsync(() => settlement.SettleAsync(job, end, CancellationToken.None));
        return JobSettlement.Ended(job, end).ToJob();
    }

    private static FilterDefinition<ItemDocument> IsHeld(JobLease lease) =>
        s_item.Eq(item => item.Id, ItemDocument.IdOf(lease.Order.Id.ToString(), lease.Index)) & s_item.Eq(item => item.Token, lease.Token);

    /// <summary>Null when there is none, or the server left after some were taken: those are worked on first.</summary>
    private async Task<ItemDocument?> TakeAsync(LeaseRequest request, int taken, CancellationToken cancellationToken)
    {
        var due = s_item.Eq(item => item.Tenant, request.Tenant) & s_item.Lte(item => item.DueAt, request.Now.UtcDateTime);
        var lease = s_update
            .Set(item => item.DueAt, request.Until.UtcDateTime)
            .Set(item => item.Token, Guid.NewGuid())
            .Inc(item => item.Attempts, 1);
        try
        {
            return await collections.RunAsync(
                (jobs, token) => jobs.Items.FindOneAndUpdateAsync<ItemDocument>(
                    due, lease, new() { Sort = s_queueOrder, ReturnDocument = ReturnDocument.After }, token),
                cancellationToken);
        }
        catch (StoreUnavailableException) when (taken > 0)
        {
            return null;
        }
    }
}
