using CaptionCluster.MongoDBDouble;
using CaptionCluster.MongoDBDouble.Faults;
using CaptionCluster.Storage.MongoDB.Jobs;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Made = CaptionCluster.Testing.Storage.Jobs;

namespace CaptionCluster.Storage.MongoDB.Tests.Jobs;

/// <summary>Calls that are cut off at, or right behind, the step that decides. Always against the double: it fails on demand.</summary>
public sealed class JobFaultTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_later = Made.Start.AddMinutes(1);

    private readonly MongoServerDouble _server = new();
    private MongoDBJobStore _store = null!;

    private IJobStore Store => _store;

    public Task InitializeAsync()
    {
        _store = Open(new MongoDBJobStoreOptions { ConnectionString = _server.ConnectionString });
        return _store.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task AcceptAsync_CutOffBehindTheDecision_IsAJobAndTheSweepMakesItDue()
    {
        var order = await DraftAsync(items: 2);
        _server.Faults.Add(FaultPoint.Cut("update", FaultTiming.Before));

        var job = await AcceptAsync(order, items: 2);

        Assert.Equal(job, await Store.GetAsync(order.Id, CancellationToken.None));
        Assert.Empty(await LeaseAsync());
        await SweepAsync();
        Assert.Equal(2, (await LeaseAsync()).Count);
        await SweepAsync();
        Assert.Empty(await LeaseAsync());
    }

    [Theory]
    [InlineData(FaultTiming.Before)]
    [InlineData(FaultTiming.After)]
    public async Task FinishAsync_ConnectionBreaksAtTheDecision_DecidesOnce(FaultTiming timing)
    {
        var job = await AcceptAsync(await DraftAsync(items: 2), items: 2);
        var lease = (await LeaseAsync())[0];
        _server.Faults.Add(FaultPoint.Cut("insert", timing));

        Assert.NotEqual(ItemDecision.TooLate, await FinishAsync(lease));

        Assert.Single(await Store.ReadEventsAsync(job.Id, 0, 10, CancellationToken.None));
        Assert.Equal(1, (await Store.GetAsync(job.Id, CancellationToken.None))!.Done);
    }

    [Fact]
    public async Task FinishAsync_LastItemCutOffBehindTheDecision_SweepEndsTheJob()
    {
        var job = await AcceptAsync(await DraftAsync(items: 1, new JobWebhook(new Uri("https://example.org/"), null)), items: 1);
        var lease = Assert.Single(await LeaseAsync());
        _server.Faults.Add(FaultPoint.Cut("delete", FaultTiming.Before));

        Assert.NotEqual(ItemDecision.TooLate, await FinishAsync(lease));

        Assert.Equal(JobState.Open, (await Store.GetAsync(job.Id, CancellationToken.None))!.State);
        await SweepAsync();
        var ended = await Store.GetAsync(job.Id, CancellationToken.None);
        Assert.Equal(
            (JobState.Completed, 1, s_later, WebhookState.Pending),
            (ended!.State, ended.Done, ended.EndedAt!.Value, ended.Webhook!.Value)
        );
        Assert.Null(await Store.ReadImageAsync(lease, CancellationToken.None));
        Assert.Equal(
            [null, JobState.Completed],
            (await Store.ReadEventsAsync(job.Id, 0, 10, CancellationToken.None)).Select(entry => entry.Ended)
        );
    }

    /// <summary>An item that was decided, but neither taken from the queue nor counted, is so by the next who tries.</summary>
    [Fact]
    public async Task FinishAsync_CutOffBehindTheDecision_SecondWorkerCleansUp()
    {
        var job = await AcceptAsync(await DraftAsync(items: 2), items: 2);
        _server.Faults.Add(FaultPoint.Cut("delete", FaultTiming.Before));
        Assert.NotEqual(ItemDecision.TooLate, await FinishAsync((await LeaseAsync(1))[0]));
        var muchLater = s_later.AddHours(1);

        var again = (await Store.LeaseAsync(new LeaseRequest("", 10, muchLater, muchLater.AddMinutes(1)), CancellationToken.None)).Single(
            lease => lease.Index == 0
        );

        Assert.Equal(ItemDecision.TooLate, await FinishAsync(again));
        Assert.Empty(await Store.RenewAsync([again], muchLater, CancellationToken.None));
        Assert.Equal(1, (await Store.GetAsync(job.Id, CancellationToken.None))!.Done);
    }

    [Fact]
    public async Task CancelAsync_CutOffBehindTheDecision_NothingIsDecidedAnyMore()
    {
        var job = await AcceptAsync(await DraftAsync(items: 2), items: 2);
        var leases = await LeaseAsync();
        _server.Faults.Add(FaultPoint.Cut("delete", FaultTiming.Before));

        Assert.Equal(JobState.Cancelled, (await Store.CancelAsync(job.Id, s_later, CancellationToken.None))!.State);

        Assert.Equal(ItemDecision.TooLate, await FinishAsync(leases[0]));
        await SweepAsync();
        Assert.Equal(
            (JobState.Cancelled, 0),
            ((await Store.GetAsync(job.Id, CancellationToken.None))!.State, (await Store.GetAsync(job.Id, CancellationToken.None))!.Decided)
        );
        Assert.Empty(await Store.RenewAsync(leases, s_later, CancellationToken.None));
    }

    [Theory]
    [InlineData(FaultTiming.Before)]
    [InlineData(FaultTiming.After)]
    public async Task LeaseAsync_ConnectionBreaks_LosesNoItem(FaultTiming timing)
    {
        await AcceptAsync(await DraftAsync(items: 3), items: 3);
        _server.Faults.Add(FaultPoint.Cut("findAndModify", timing));

        Assert.Equal([(0, 1), (1, 1), (2, 1)], (await LeaseAsync()).Select(lease => (lease.Index, lease.Attempt)));
    }

    [Fact]
    public async Task LeaseAsync_ServerLeavesInTheMiddle_ReturnsWhatWasTaken()
    {
        await AcceptAsync(await DraftAsync(items: 3), items: 3);
        _server.Faults.Add(FaultPoint.NotPrimary("findAndModify", times: 2) with { Skip = 1 });

        Assert.Equal(0, Assert.Single(await LeaseAsync()).Index);
        Assert.Equal([1, 2], (await LeaseAsync()).Select(lease => lease.Index));
    }

    [Fact]
    public async Task LeaseAsync_ServerLeavesBeforeTheFirst_Throws()
    {
        await AcceptAsync(await DraftAsync(items: 1), items: 1);
        _server.Faults.Add(FaultPoint.NotPrimary("findAndModify", times: 2));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => LeaseAsync());
    }

    [Fact]
    public async Task OpenAsync_ServerIsDown_Throws()
    {
        await _server.GoDownAsync();
        await using var hasty = Open(
            new MongoDBJobStoreOptions { ConnectionString = _server.ConnectionString, OperationTimeout = TimeSpan.FromMilliseconds(300) });

        await Assert.ThrowsAsync<StoreUnavailableException>(() => hasty.OpenAsync(Made.Order(), CancellationToken.None));
    }

    [Fact]
    public async Task Host_OneSectionForAllStores_ServesBoth()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["MongoDB:ConnectionString"] = _server.ConnectionString;
        builder.Services.AddMongoDBStore(builder.Configuration.GetSection("MongoDB"));
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<ICaptionStore>().PutAsync(StoredCaptions.Make(1), CancellationToken.None);
        await host.Services.GetRequiredService<IJobStore>().OpenAsync(Made.Order(), CancellationToken.None);

        await host.StopAsync();
    }

    private static MongoDBJobStore Open(MongoDBJobStoreOptions options) =>
        new(Options.Create(options), TimeProvider.System, NullLogger<MongoDBJobStore>.Instance);

    private async Task<JobOrder> DraftAsync(int items, JobWebhook? webhook = null)
    {
        var order = Made.Order(webhook: webhook);
        await Store.OpenAsync(order, CancellationToken.None);
        await Store.AddAsync(order.Id, [.. Enumerable.Range(0, items).Select(index => Made.Item(index))], CancellationToken.None);
        return order;
    }

    private Task<Job> AcceptAsync(JobOrder order, int items) =>
        Store.AcceptAsync(order.Id, new JobAcceptance(items, Made.Start, null), CancellationToken.None);

    private Task<IReadOnlyList<JobLease>> LeaseAsync(int max = 10) =>
        Store.LeaseAsync(new LeaseRequest("", max, s_later, s_later.AddMinutes(1)), CancellationToken.None);

    private Task<ItemDecision> FinishAsync(JobLease lease) => Store.FinishAsync(lease, Made.Done(lease, s_later), CancellationToken.None);

    private Task<int> SweepAsync() =>
        Store.SweepAsync(new JobSweep(s_later, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), CancellationToken.None);
}
