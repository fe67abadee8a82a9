using System.Text;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Sources;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.MongoDBDouble;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>Whoever leaves while a job is on its way into the store leaves nothing there, whenever it is.</summary>
public abstract class JobDraftTests : IAsyncLifetime
{
    /// <summary>More than a draft holds back, so that some are in the store before the last has come.</summary>
    private const int Items = 70;

    private CaptionServer _server = null!;

    private IJobStore Store => _server.Services.GetRequiredService<IJobStore>();

    public async Task InitializeAsync() => _server = await CaptionServer.StartAsync([("CaptionCluster:Jobs:Work", "false"), .. Settings()]);

    public virtual async Task DisposeAsync() => await _server.DisposeAsync();

    protected abstract IEnumerable<(string Key, string Value)> Settings();

    [Theory]
    [InlineData(nameof(IJobStore.OpenAsync))]
    [InlineData(nameof(IJobStore.AddAsync))]
    public async Task TakeAsync_LeftWhileTheStoreWrites_LeavesNothing(string step)
    {
        var (store, control) = LateStore.Over(Store, step);
        using var leaving = new CancellationTokenSource();
        var taking = TakeAsync(store, Pictures(Items), leaving.Token);
        await control.Arrived.WaitAsync(Patience.Limit);

        await leaving.CancelAsync();
        control.OpenGate();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking.WaitAsync(Patience.Limit));
        await control.Landed.WaitAsync(Patience.Limit);
        await ExpectNothingLeftAsync();
    }

    [Fact]
    public async Task TakeAsync_LeftWhileTheStoreAccepts_IsAJobOrNothing()
    {
        var (store, control) = LateStore.Over(Store, nameof(IJobStore.AcceptAsync));
        using var leaving = new CancellationTokenSource();
        var taking = TakeAsync(store, Pictures(Items), leaving.Token);
        await control.Arrived.WaitAsync(Patience.Limit);

        await leaving.CancelAsync();
        control.OpenGate();

        var job = await taking.WaitAsync(Patience.Limit);
        Assert.Equal(job, await Store.GetAsync(job.Id, CancellationToken.None));
        await ExpectNothingLeftAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(Items)]
    public async Task TakeAsync_LeftAfterSoManyPictures_LeavesNothing(int pictures)
    {
        using var leaving = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            TakeAsync(Store, PicturesAndThen(pictures, leaving.CancelAsync), leaving.Token)
        );

        await ExpectNothingLeftAsync();
    }

    [Fact]
    public async Task TakeAsync_DraftIsGone_IsTheStoresFailure()
    {
        async Task SweepAsync() => Assert.Equal(1, await this.SweepAsync());

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            TakeAsync(Store, PicturesAndThen(Items, SweepAsync), CancellationToken.None)
        );

        await ExpectNothingLeftAsync();
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "{\"image\"")]
    [InlineData(1, "")]
    [InlineData(64, "")]
    [InlineData(64, "{\"image\"")]
    [InlineData(200, "{\"image\"")]
    public async Task Post_ConnectionsReset_LeaveNothing(int whole, string half)
    {
        const int Clients = 10;
        using var counts = new RequestCounts(_server);
        var lines = string.Concat(Enumerable.Range(0, whole).Select(number => $"{{\"image\": {{\"sha256\": \"{number:x64}\"}}}}\n"));
        for (var client = 0; client < Clients; client++)
        {
            await using var connection = await RawConnection.OpenAsync(_server.Address);
            await connection.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                    + $"900000\r\n\r\n{lines}{half}"
                )
            );
            await counts.BegunAsync();
            connection.Reset();
        }

        await counts.EndedAsync(Clients);
        await ExpectNothingLeftAsync();
        Assert.Empty(_server.Log.Lines);
    }

    private Task<Job> TakeAsync(IJobStore store, IAsyncEnumerable<ManyItem> items, CancellationToken cancellationToken)
    {
        var services = _server.Services;
        var intake = new JobIntake(
            store, services.GetRequiredService<JobRequests>(), services.GetRequiredService<ISourceReader>(),
            services.GetRequiredService<IOptions<JobOptions>>(), services.GetRequiredService<JobSignals>(),
            services.GetRequiredService<JobMetrics>(), TimeProvider.System, NullLogger<JobIntake>.Instance);
        var model = services.GetRequiredService<ModelCatalog>().Find(null);
        return intake.TakeAsync(
            new JobRequest("", model.KeyFor(Client.Choices.RequestOptions.Default), null, null),
            items,
            cancellationToken
        );
    }

    private static IAsyncEnumerable<ManyItem> Pictures(int count) => PicturesAndThen(count, () => Task.CompletedTask);

    private static async IAsyncEnumerable<ManyItem> PicturesAndThen(int count, Func<Task> then)
    {
        for (var index = 0; index < count; index++) yield return new ManyItem(index, null, PictureOf(ImageDigest.Compute([(byte)index])));
        await then();
    }

    private static Picture PictureOf(ImageDigest digest) => new(digest, digest, bytes: null);

    private async Task ExpectNothingLeftAsync() => Assert.Equal(0, await SweepAsync());

    private Task<int> SweepAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        return Store.SweepAsync(new JobSweep(now, DraftsBefore: now.AddDays(1), EndedBefore: now.AddDays(-1)), CancellationToken.None);
    }
}

public sealed class SqliteJobDraftTests : JobDraftTests
{
    protected override IEnumerable<(string Key, string Value)> Settings() => [];
}

public sealed class MongoDBJobDraftTests : JobDraftTests
{
    private readonly MongoServerUnderTest _mongo = new();
    private readonly string _database = MongoServerUnderTest.NewDatabase();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _mongo.DropAsync(_database);
        await _mongo.DisposeAsync();
    }

    protected override IEnumerable<(string Key, string Value)> Settings() =>
    [
        ("CaptionCluster:Store:Provider", "mongodb"),
        ("CaptionCluster:MongoDB:ConnectionString", _mongo.ConnectionString),
        ("CaptionCluster:MongoDB:Database", _database),
    ];
}
