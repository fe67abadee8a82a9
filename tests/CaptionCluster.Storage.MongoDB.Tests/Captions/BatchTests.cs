using System.Diagnostics.Metrics;
using CaptionCluster.MongoDBDouble;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

/// <summary>Captions that wait share one call to the server.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private readonly MongoServerDouble _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData(256, new[] { 1, 24 })]
    [InlineData(10, new[] { 1, 10, 10, 4 })]
    public async Task PutAsync_ManyWhileOneIsUnderWay_ShareCalls(int maxBatchSize, int[] expected)
    {
        var store = StoreFactory.Open(_server.ConnectionString, "batches", options => options.MaxBatchSize = maxBatchSize);
        await store.StartAsync(CancellationToken.None);
        var sizes = new List<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == store.Meter && instrument.Name == "caption.store.commit.size") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => sizes.Add(size));
        listener.Start();

        _server.Faults.Hang();
        var puts = new List<Task> { PutAsync(store, 0) };
        await _server.Faults.UntilHangingAsync();
        puts.AddRange(Enumerable.Range(1, 24).Select(number => PutAsync(store, number)));
        _server.Faults.Resume();
        await Task.WhenAll(puts);

        await store.DisposeAsync();
        Assert.Equal(expected, sizes);
    }

    [Fact]
    public async Task PutAsync_CancelledWhileWaiting_LeavesAtOnceAndIsNotWritten()
    {
        await using var store = StoreFactory.Open(_server.ConnectionString, "batches");
        await store.StartAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();

        _server.Faults.Hang();
        var first = PutAsync(store, 1);
        await _server.Faults.UntilHangingAsync();
        var second = store.PutAsync(StoredCaptions.Make(2), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _server.Faults.Resume();

        await first;
        await PutAsync(store, 3);
        Assert.Empty(await store.GetAllAsync(StoredCaptions.Digest(2), CancellationToken.None));
    }

    private static Task PutAsync(ICaptionStore store, int number) => store.PutAsync(StoredCaptions.Make(number), CancellationToken.None);
}
