using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Inference.Tests.Batching;

public sealed class BatchQueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task TakeAsync_LoneEntry_ReleasedAtOnceAsIdle()
    {
        using var queue = Queue(max: 4, delay: TimeSpan.FromMilliseconds(5));
        queue.Enqueue(new TestEntry(1));

        var batch = await queue.TakeAsync();

        Assert.Equal((1, ReleaseReason.Idle), (batch!.Value.Entries.Count, batch.Value.Reason));
    }

    [Fact]
    public async Task TakeAsync_MoreThanMax_NeverExceedsItAndKeepsOrder()
    {
        using var queue = Queue(max: 3);
        Enqueue(queue, 1, 2, 3, 4, 5);

        var first = (await queue.TakeAsync())!.Value;
        var second = (await queue.TakeAsync())!.Value;

        Assert.Equal([1, 2, 3], first.Entries.Select(entry => entry.Number));
        Assert.Equal(ReleaseReason.Full, first.Reason);
        Assert.Equal([4, 5], second.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task TakeAsync_FastArrivals_WaitsForDelayThenReleases()
    {
        using var queue = Queue(max: 8, delay: TimeSpan.FromMilliseconds(10));
        foreach (var number in new[] { 1, 2, 3 })
        {
            queue.Enqueue(new TestEntry(number));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var taking = queue.TakeAsync().AsTask();
        Assert.False(taking.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        var batch = (await taking)!.Value;

        Assert.Equal((3, ReleaseReason.Delay), (batch.Entries.Count, batch.Reason));
    }

    [Fact]
    public async Task TakeAsync_FilledWhileWaiting_ReleasedAsFull()
    {
        using var queue = Queue(max: 3, delay: TimeSpan.FromMilliseconds(10));
        Enqueue(queue, 1, 2);
        var taking = queue.TakeAsync().AsTask();
        Assert.False(taking.IsCompleted);

        queue.Enqueue(new TestEntry(3));

        Assert.Equal(ReleaseReason.Full, (await taking)!.Value.Reason);
    }

    [Fact]
    public async Task Enqueue_CallerLeft_DroppedAndCancelled()
    {
        using var queue = Queue(max: 4);
        using var leaving = new CancellationTokenSource();
        var gone = new TestEntry(1, leaving.Token);
        queue.Enqueue(gone);
        queue.Enqueue(new TestEntry(2));

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Answer);
        Assert.Equal(1, queue.Depth);
        Assert.Equal([2], (await queue.TakeAsync())!.Value.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task Enqueue_DepthReached_OverloadedWithMeasuredRetryAfter()
    {
        using var queue = Queue(max: 1, depth: 4);
        Enqueue(queue, 0);
        await queue.TakeAsync();
        queue.Done(1, TimeSpan.FromSeconds(3));
        Enqueue(queue, 1, 2, 3, 4);

        var overloaded = Assert.Throws<OverloadedException>(() => queue.Enqueue(new TestEntry(5)));

        Assert.Equal(TimeSpan.FromSeconds(12), overloaded.RetryAfter);
        Assert.Equal(12, queue.QueuedSeconds);
    }

    [Fact]
    public async Task Close_EntriesWaiting_DrainedThenNull()
    {
        using var queue = Queue(max: 4, delay: TimeSpan.FromSeconds(1));
        Enqueue(queue, 1, 2);

        queue.Close();

        Assert.Equal(ReleaseReason.Drain, (await queue.TakeAsync())!.Value.Reason);
        Assert.Null(await queue.TakeAsync());
        Assert.Throws<ModelNotAvailableException>(() => queue.Enqueue(new TestEntry(3)));
    }

    [Fact]
    public async Task Close_ReaderWaiting_Wakes()
    {
        using var queue = Queue(max: 4);
        var taking = queue.TakeAsync().AsTask();

        queue.Close();

        Assert.Null(await taking);
    }

    [Fact]
    public void TakeWaiting_RoomForFewer_LeavesTheRest()
    {
        using var queue = Queue(max: 8);
        Assert.Null(queue.TakeWaiting(3));
        Enqueue(queue, 1, 2, 3, 4);

        Assert.Equal([1, 2, 3], queue.TakeWaiting(3)!.Value.Entries.Select(entry => entry.Number));
        Assert.Equal(1, queue.Depth);
        Assert.Null(queue.TakeWaiting(0));
    }

    private BatchQueue<TestEntry> Queue(int max, TimeSpan delay = default, int depth = 1000) => new(
        new BatchQueueOptions { MaxBatchSize = max, MaxQueueDelay = delay, MaxQueueDepth = depth }, _time, new InferenceMetrics().Stage("test", "model"));

    private static void Enqueue(BatchQueue<TestEntry> queue, params int[] numbers)
    {
        foreach (var number in numbers) queue.Enqueue(new TestEntry(number));
    }
}
