using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>Drafts, acceptance, idempotency keys.</content>
public abstract partial class JobStoreConformance
{
    [ConformanceFact]
    public async Task AcceptAsync_ADraft_IsThereAsOrdered()
    {
        var order = Jobs.Order("ann", Now, new JobWebhook(new Uri("https://example.org/hook?a=b"), "a secret of its own"));

        var accepted = await AcceptAsync(order, 3);

        Assert.Equal(new Job(order, JobState.Open, 3, 0, 0, null, null), accepted);
        Assert.Equal(accepted, await GetAsync(order.Id));
        Store = await ReopenAsync();
        Assert.Equal(accepted, await GetAsync(order.Id));
    }

    /// <summary>A property that an order is given, and that the store does not keep, is found here without being named.</summary>
    [ConformanceFact]
    public async Task AcceptAsync_EveryPropertySet_IsKeptWhole()
    {
        var order = Filled.Make<JobOrder>();
        var item = Filled.Make<JobItem>() with { Index = 0 };
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [item], None);
        var key = Filled.Make<IdempotencyKey>();

        var accepted = await Store.AcceptAsync(order.Id, new JobAcceptance(1, Now, key), None);

        Whole.Equal(new Job(order, JobState.Open, 1, 0, 0, null, null), accepted);
        Whole.Equal(accepted, await GetAsync(order.Id));
        var lease = Assert.Single(await LeaseAsync(1, order.Tenant));
        Whole.Equal(new JobLease(order, 0, item.Name, item.Digest, 1, lease.Token), lease);
        Assert.Equal(item.Bytes!.Value.ToArray(), (await Store.ReadImageAsync(lease, None))!.Value.ToArray());
    }

    [ConformanceFact]
    public async Task AcceptAsync_BareOrder_IsKeptExactly()
    {
        var order = Jobs.Order(createdAt: Now) with { TraceParent = null };

        await AcceptAsync(order, 1);

        Assert.Equal(order, (await GetAsync(order.Id)).Order);
    }

    [ConformanceFact]
    public async Task AddAsync_ADraft_IsSeenByNobody()
    {
        var order = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [Jobs.Item(0)], None);

        Assert.Null(await Store.GetAsync(order.Id, None));
        Assert.Empty(await Store.ListAsync(new JobQuery("", null, null, 10), None));
        Assert.Empty(await Store.ListTenantsAsync(Now.AddDays(1), None));
        Assert.Empty(await LeaseAsync());
        Assert.Equal(new JobStatistics(0, 0, null), await Store.MeasureAsync(Now, None));
    }

    [ConformanceFact]
    public async Task AddAsync_SeveralTimes_AddsAll()
    {
        var order = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(order, None);
        for (var i = 0; i < 5; i++) await Store.AddAsync(order.Id, [Jobs.Item(2 * i), Jobs.Item((2 * i) + 1)], None);
        await Store.AcceptAsync(order.Id, new JobAcceptance(10, Now, null), None);

        Assert.Equal(Enumerable.Range(0, 10), (await LeaseAsync()).Select(lease => lease.Index));
    }

    [ConformanceFact]
    public async Task AddAsync_NoDraft_Throws()
    {
        var accepted = await AcceptAsync(1);

        await Assert.ThrowsAsync<JobNotFoundException>(() => Store.AddAsync(JobId.New(Now), [Jobs.Item(0)], None));
        await Assert.ThrowsAsync<JobNotFoundException>(() => Store.AddAsync(accepted.Id, [Jobs.Item(1)], None));
        await Assert.ThrowsAsync<JobNotFoundException>(() => Store.AcceptAsync(JobId.New(Now), new JobAcceptance(1, Now, null), None));
    }

    [ConformanceFact]
    public async Task AcceptAsync_AJob_Throws()
    {
        var job = await AcceptAsync(1);

        await Assert.ThrowsAsync<JobNotFoundException>(() => Store.AcceptAsync(job.Id, new JobAcceptance(1, Now, null), None));

        Assert.Equal(job, await GetAsync(job.Id));
    }

    [ConformanceFact]
    public async Task AddAsync_AnyName_IsKeptExactly()
    {
        const string Name = "a\0b \"c\" 犬 🐕.jpg";
        var order = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [Jobs.Item(0, Name)], None);
        await Store.AcceptAsync(order.Id, new JobAcceptance(1, Now, null), None);

        Assert.Equal(Name, (await LeaseOneAsync()).Name);
    }

    [ConformanceFact]
    public async Task DiscardAsync_DraftAndJob_DeletesTheDraftAlone()
    {
        var draft = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(draft, None);
        await Store.AddAsync(draft.Id, [Jobs.Item(0)], None);
        var job = await AcceptAsync(1);

        await Store.DiscardAsync(draft.Id, None);
        await Store.DiscardAsync(job.Id, None);

        await Assert.ThrowsAsync<JobNotFoundException>(() => Store.AcceptAsync(draft.Id, new JobAcceptance(1, Now, null), None));
        Assert.Equal(job, await GetAsync(job.Id));
        Assert.Single(await LeaseAsync());
    }

    [ConformanceFact]
    public async Task AcceptAsync_SameIdempotencyKeyAndBody_ReturnsTheFirstJob()
    {
        var key = new IdempotencyKey("order 66", StoredCaptions.Digest(1));
        var first = await AcceptAsync(2, key: key);

        var second = await AcceptAsync(2, key: key);

        Assert.Equal(first, second);
        Assert.Equal(2, (await LeaseAsync()).Count);
        Assert.Single(await Store.ListAsync(new JobQuery("", null, null, 10), None));
    }

    [ConformanceFact]
    public async Task AcceptAsync_SameIdempotencyKeyAtOnce_MakesOneJob()
    {
        var key = new IdempotencyKey("at once", StoredCaptions.Digest(1));

        var jobs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AcceptAsync(2, key: key))));

        Assert.Single(jobs.Select(job => job.Id).Distinct());
        Assert.Equal(2, (await LeaseAsync()).Count);
    }

    [ConformanceFact]
    public async Task AcceptAsync_SameIdempotencyKeyOtherBody_Throws()
    {
        await AcceptAsync(1, key: new IdempotencyKey("key", StoredCaptions.Digest(1)));

        await Assert.ThrowsAsync<IdempotencyConflictException>(() =>
            AcceptAsync(1, key: new IdempotencyKey("key", StoredCaptions.Digest(2)))
        );

        Assert.Single(await LeaseAsync());
    }

    [ConformanceFact]
    public async Task AcceptAsync_SameIdempotencyKeyOfAnotherTenant_IsAnotherKey()
    {
        var ann = await AcceptAsync(1, "ann", key: new IdempotencyKey("key", StoredCaptions.Digest(1)));
        var bob = await AcceptAsync(1, "bob", key: new IdempotencyKey("key", StoredCaptions.Digest(2)));

        Assert.NotEqual(ann.Id, bob.Id);
    }

    [ConformanceFact]
    public async Task ListAsync_SeveralJobs_YieldsPagesNewestFirst()
    {
        var jobs = new List<Job>();
        for (var i = 0; i < 5; i++, Now = Now.AddSeconds(1)) jobs.Add(await AcceptAsync(1, "ann"));
        await AcceptAsync(1, "bob");
        await Store.CancelAsync(jobs[1].Id, Now, None);
        jobs.Reverse();

        var first = await Store.ListAsync(new JobQuery("ann", null, null, 3), None);
        var rest = await Store.ListAsync(new JobQuery("ann", null, first[^1].Id, 3), None);
        var open = await Store.ListAsync(new JobQuery("ann", JobState.Open, null, 10), None);
        var cancelled = await Store.ListAsync(new JobQuery("ann", JobState.Cancelled, null, 10), None);

        Assert.Equal(jobs.Select(job => job.Id), first.Concat(rest).Select(job => job.Id));
        Assert.Equal(4, open.Count);
        Assert.Equal(jobs[3].Id, Assert.Single(cancelled).Id);
        Assert.Empty(await Store.ListAsync(new JobQuery("eve", null, null, 10), None));
    }
}
