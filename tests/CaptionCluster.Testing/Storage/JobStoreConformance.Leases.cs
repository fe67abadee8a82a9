using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>Leases: taken, renewed, lost, given back.</content>
public abstract partial class JobStoreConformance
{
    [ConformanceFact]
    public async Task LeaseAsync_DueItems_ComeInOrderWithAllThatIsNeeded()
    {
        var first = await AcceptAsync(2);
        Now = Now.AddSeconds(1);
        var second = await AcceptAsync(1);

        var leases = await LeaseAsync();

        Assert.Equal([(first.Id, 0), (first.Id, 1), (second.Id, 0)], leases.Select(lease => (lease.Order.Id, lease.Index)));
        Assert.All(leases, lease => Assert.Equal(1, lease.Attempt));
        Assert.Equal(3, leases.Select(lease => lease.Token).Distinct().Count());
        Assert.Equal(first.Order, leases[0].Order);
        Assert.Equal($"{first.Id}/1", leases[1].Name);
        Assert.Equal(leases[1].Digest, ImageDigest.Compute((await Store.ReadImageAsync(leases[1], None))!.Value.Span));
    }

    [ConformanceFact]
    public async Task LeaseAsync_DigestAlone_HasNoBytes()
    {
        var order = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [Jobs.Item(0) with { Bytes = null }], None);
        await Store.AcceptAsync(order.Id, new JobAcceptance(1, Now, null), None);

        var lease = await LeaseOneAsync();

        Assert.Equal(Jobs.Item(0).Digest, lease.Digest);
        Assert.Null(lease.Name);
        Assert.Null(await Store.ReadImageAsync(lease, None));
    }

    [ConformanceFact]
    public async Task ReadImageAsync_TwentyMebibytes_IsKeptWhole()
    {
        var bytes = new byte[20 << 20];
        new Random(1).NextBytes(bytes);
        var order = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [new JobItem(0, null, ImageDigest.Compute(bytes), bytes)], None);
        await Store.AcceptAsync(order.Id, new JobAcceptance(1, Now, null), None);

        var kept = await Store.ReadImageAsync(await LeaseOneAsync(), None);

        Assert.True(bytes.AsSpan().SequenceEqual(kept!.Value.Span));
    }

    [ConformanceFact]
    public async Task LeaseAsync_WhileLeased_TakesNothing()
    {
        await AcceptAsync(1);
        await LeaseOneAsync();

        Now += Lease - TimeSpan.FromMilliseconds(1);

        Assert.Empty(await LeaseAsync());
        Assert.Empty(await Store.ListTenantsAsync(Now, None));
    }

    [ConformanceFact]
    public async Task LeaseAsync_LeaseRanOut_TakesItAgainWithAnotherToken()
    {
        await AcceptAsync(1);
        var lost = await LeaseOneAsync();

        Now += Lease;
        Assert.Equal([""], await Store.ListTenantsAsync(Now, None));
        var taken = await LeaseOneAsync();

        Assert.Equal(2, taken.Attempt);
        Assert.NotEqual(lost.Token, taken.Token);
        Assert.Empty(await Store.RenewAsync([lost], Now + Lease, None));
        Assert.False(await Store.ReleaseAsync(lost, Now, attemptCounts: true, None));
        Assert.Empty(await LeaseAsync());
    }

    [ConformanceFact]
    public async Task LeaseAsync_MaxGiven_TakesNoMore()
    {
        await AcceptAsync(5);

        Assert.Equal(2, (await LeaseAsync(2)).Count);
        Assert.Equal(3, (await LeaseAsync(100)).Count);
    }

    [ConformanceFact]
    public async Task LeaseAsync_OtherTenants_AreLeftAlone()
    {
        await AcceptAsync(2, "ann");
        await AcceptAsync(1, "bob");

        Assert.Equal(["ann", "bob"], (await Store.ListTenantsAsync(Now, None)).Order());
        Assert.All(await LeaseAsync(10, "ann"), lease => Assert.Equal("ann", lease.Order.Tenant));
        Assert.Equal(["bob"], await Store.ListTenantsAsync(Now, None));
    }

    /// <summary>Two processes, many hands each: every item goes to exactly one of them.</summary>
    [ConformanceFact]
    public async Task LeaseAsync_TwoWorkersRacing_GiveEachItemOnce()
    {
        const int Items = 60;
        var job = await AcceptAsync(Items);
        var another = await OpenAnotherAsync();

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(hand => Task.Run(() => TakeAllAsync(hand % 2 == 0 ? Store : another)))
        );

        Assert.Equal(Enumerable.Range(0, Items), taken.SelectMany(leases => leases).Select(lease => lease.Index).Order());
        Assert.Equal(Items, (await Store.MeasureAsync(Now, None)).Leased);
        Assert.Equal(0, (await GetAsync(job.Id)).Decided);
    }

    [ConformanceFact]
    public async Task LeaseAsync_TwoWorkersRacingForOneItem_GiveItToOne()
    {
        var another = await OpenAnotherAsync();
        for (var round = 0; round < 10; round++)
        {
            await AcceptAsync(1);

            var taken = await Task.WhenAll(Task.Run(() => LeaseAsync(1)), Task.Run(() => LeaseAsync(1, store: another)));

            Assert.Single(taken.SelectMany(leases => leases));
        }
    }

    [ConformanceFact]
    public async Task RenewAsync_InTime_KeepsOthersAway()
    {
        await AcceptAsync(2);
        var leases = await LeaseAsync();
        Now += Lease / 2;

        Assert.Equal(leases.Select(lease => lease.Token).ToHashSet(), await Store.RenewAsync(leases, Now + Lease, None));

        Now += Lease - TimeSpan.FromMilliseconds(1);
        Assert.Empty(await LeaseAsync());
        Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(2, (await LeaseAsync()).Count);
    }

    [ConformanceFact]
    public async Task RenewAsync_TooLateButNobodyCame_StillHolds()
    {
        await AcceptAsync(1);
        var lease = await LeaseOneAsync();
        Now += 2 * Lease;

        Assert.Single(await Store.RenewAsync([lease], Now + Lease, None));

        Assert.Empty(await LeaseAsync());
    }

    [ConformanceFact]
    public async Task RenewAsync_SomeDecided_SaysWhichHold()
    {
        await AcceptAsync(3);
        var leases = await LeaseAsync();
        await FinishAsync(leases[1]);

        var held = await Store.RenewAsync(leases, Now + Lease, None);

        Assert.Equal(new HashSet<Guid> { leases[0].Token, leases[2].Token }, held);
    }

    [ConformanceFact]
    public async Task ReleaseAsync_WithAPause_ComesBackAfterIt()
    {
        await AcceptAsync(1);
        var lease = await LeaseOneAsync();

        Assert.True(await Store.ReleaseAsync(lease, Now.AddSeconds(5), attemptCounts: true, None));

        Assert.Empty(await LeaseAsync());
        Assert.Equal(new JobStatistics(1, 0, Now), await Store.MeasureAsync(Now, None));
        Now = Now.AddSeconds(5);
        Assert.Equal(2, (await LeaseOneAsync()).Attempt);
        Assert.False(await Store.ReleaseAsync(lease, Now, attemptCounts: true, None));
    }

    [ConformanceFact]
    public async Task ReleaseAsync_AttemptDoesNotCount_KeepsTheNumber()
    {
        await AcceptAsync(1);

        await Store.ReleaseAsync(await LeaseOneAsync(), Now, attemptCounts: false, None);

        Assert.Equal(1, (await LeaseOneAsync()).Attempt);
    }

    private async Task<List<JobLease>> TakeAllAsync(IJobStore store)
    {
        var taken = new List<JobLease>();
        while (await LeaseAsync(3, store: store) is { Count: > 0 } leases) taken.AddRange(leases);
        return taken;
    }
}
