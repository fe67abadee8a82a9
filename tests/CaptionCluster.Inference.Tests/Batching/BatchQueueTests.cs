using CaptionCluster.Inference.Batching;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Inference.Tests.Batching;

public sealed class BatchQueueTests
{
    private readonly FakeTimeProvider _time = new();
    private int _dueCalls;

    [Fact]
    public void TryTake_LoneEntry_ReleasedAtOnceAsIdle()
    {
        using var queue = Queue(max: 4, delay: TimeSpan.FromMilliseconds(5));
        queue.Enqueue(new TestEntry(1));

        var batch = queue.TryTake();

        Assert.Equal((1, ReleaseReason.Idle), (batch!.Value.Entries.Count, batch.Value.Reason));
    }

    [Fact]
    public void Enqueue_MoreWorkWaitsThanTheCallerWill_IsRefusedAtOnce()
    {
        using var queue = Queue(max: 1);
        Enqueue(queue, 1);
        queue.TryTake();
        queue.Done(1, TimeSpan.FromSeconds(2));
        Enqueue(queue, 2, 3);

        Urgency.Current = new Urgency(CaptionPriority.Interactive, TimeSpan.FromSeconds(3));
        var hasty = Assert.Throws<OverloadedException>(() => queue.Enqueue(new TestEntry(4)));
        Urgency.Current = new Urgency(CaptionPriority.Interactive, TimeSpan.FromSeconds(5));
        queue.Enqueue(new TestEntry(5));
        Urgency.Current = default;

        Assert.Equal(TimeSpan.FromSeconds(4), hasty.RetryAfter);
        Assert.Equal(3, queue.Depth);
    }

    [Fact]
    public void TryTake_MoreThanMax_NeverExceedsItAndKeepsOrder()
    {
        using var queue = Queue(max: 3);
        Enqueue(queue, 1, 2, 3, 4, 5);

        var first = queue.TryTake()!.Value;
        var second = queue.TryTake()!.Value;

        Assert.Equal([1, 2, 3], first.Entries.Select(entry => entry.Number));
        Assert.Equal(ReleaseReason.Full, first.Reason);
        Assert.Equal([4, 5], second.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public void TryTake_FastArrivals_HeldForDelayThenDue()
    {
        using var queue = Queue(max: 8, delay: TimeSpan.FromMilliseconds(10));
        foreach (var number in new[] { 1, 2, 3 })
        {
            queue.Enqueue(new TestEntry(number));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Null(queue.TryTake());
        _dueCalls = 0;
        _time.Advance(TimeSpan.FromMilliseconds(10));
        var batch = queue.TryTake()!.Value;

        Assert.Equal(1, _dueCalls);
        Assert.Equal((3, ReleaseReason.Delay), (batch.Entries.Count, batch.Reason));
    }

    [Fact]
    public void TryTake_TooSoonWhileHeld_DueAgainInTime()
    {
        using var queue = Queue(max: 8, delay: TimeSpan.FromMilliseconds(10));
        Enqueue(queue, 1, 2);
        Assert.Null(queue.TryTake());
        _time.Advance(TimeSpan.FromMilliseconds(9.5));
        Assert.Null(queue.TryTake());
        _dueCalls = 0;

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, _dueCalls);
        Assert.Equal(ReleaseReason.Delay, queue.TryTake()!.Value.Reason);
    }

    [Fact]
    public async Task Enqueue_AfterTheHeldOnesLeft_IsDue()
    {
        using var queue = Queue(max: 8, delay: TimeSpan.FromMilliseconds(10));
        using var leaving = new CancellationTokenSource();
        queue.Enqueue(new TestEntry(1, leaving.Token));
        queue.Enqueue(new TestEntry(2, leaving.Token));
        Assert.Null(queue.TryTake());
        await leaving.CancelAsync();
        _dueCalls = 0;

        Enqueue(queue, 3);

        Assert.Equal(1, _dueCalls);
    }

    [Fact]
    public void TryTake_FilledWhileHeld_DueAndReleasedAsFull()
    {
        using var queue = Queue(max: 4, delay: TimeSpan.FromMilliseconds(10));
        Enqueue(queue, 1, 2);
        Assert.Null(queue.TryTake());
        _dueCalls = 0;

        Enqueue(queue, 3);
        Assert.Equal(0, _dueCalls);
        Enqueue(queue, 4);

        Assert.Equal(1, _dueCalls);
        Assert.Equal(ReleaseReason.Full, queue.TryTake()!.Value.Reason);
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
        Assert.Equal([2], queue.TryTake()!.Value.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public void Enqueue_DepthReached_OverloadedWithMeasuredRetryAfter()
    {
        using var queue = Queue(max: 1, depth: 4);
        Enqueue(queue, 0);
        queue.TryTake();
        queue.Done(1, TimeSpan.FromSeconds(3));
        Enqueue(queue, 1, 2, 3, 4);

        var overloaded = Assert.Throws<OverloadedException>(() => queue.Enqueue(new TestEntry(5)));

        Assert.Equal(TimeSpan.FromSeconds(12), overloaded.RetryAfter);
        Assert.Equal(12, queue.QueuedSeconds);
    }

    [Fact]
    public void CloseAsync_EntriesWaiting_EndsWhenTheyAreDone()
    {
        using var queue = Queue(max: 4, delay: TimeSpan.FromSeconds(1));
        Enqueue(queue, 1, 2);

        var closing = queue.CloseAsync();

        Assert.Equal(ReleaseReason.Drain, queue.TryTake()!.Value.Reason);
        Assert.False(closing.IsCompleted);
        Assert.Throws<ModelNotAvailableException>(() => queue.Enqueue(new TestEntry(3)));
        queue.Done(2, TimeSpan.Zero);
        Assert.True(closing.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task CloseAsync_LastWaiterLeaves_Ends()
    {
        using var queue = Queue(max: 4);
        using var leaving = new CancellationTokenSource();
        queue.Enqueue(new TestEntry(1, leaving.Token));
        var closing = queue.CloseAsync();

        await leaving.CancelAsync();

        Assert.True(closing.IsCompletedSuccessfully);
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
        new BatchQueueOptions { MaxBatchSize = max, MaxQueueDelay = delay, MaxQueueDepth = depth }, _time,
        new InferenceMetrics().Stage("test", "model"), workers: 1, () => _dueCalls++);

    private static void Enqueue(BatchQueue<TestEntry> queue, params int[] numbers)
    {
        foreach (var number in numbers) queue.Enqueue(new TestEntry(number));
    }
}
