using System.Collections.Concurrent;
using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Tests.Batching;

public sealed class DeviceThreadsTests
{
    [Fact]
    public async Task Signal_WorkDue_MostUrgentFirst()
    {
        using var threads = new DeviceThreads(1, TimeProvider.System);
        var order = new List<WorkUrgency>();
        using var hold = new SemaphoreSlim(0);
        using var held = new SemaphoreSlim(0);
        var first = new Work(WorkUrgency.Begin, () => { held.Release(); hold.Wait(); });
        threads.Add(first);
        first.Due(1);
        threads.Signal();
        await held.WaitAsync();
        var (begin, finish) = (
            new Work(WorkUrgency.Begin, () => order.Add(WorkUrgency.Begin)),
            new Work(WorkUrgency.Finish, () => order.Add(WorkUrgency.Finish))
        );
        threads.Add(begin);
        threads.Add(finish);
        begin.Due(2);
        finish.Due(2);

        hold.Release();
        await Task.WhenAll(begin.Done, finish.Done).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([WorkUrgency.Finish, WorkUrgency.Finish, WorkUrgency.Begin, WorkUrgency.Begin], order);
    }

    [Fact]
    public async Task Signal_ManyTimesFromManyThreads_EveryPieceRuns()
    {
        using var threads = new DeviceThreads(3, TimeProvider.System);
        var work = new Work(WorkUrgency.Begin, () => { });
        threads.Add(work);

        for (var round = 0; round < 500; round++)
        {
            work.Expect(4);
            Parallel.For(0, 4, _ =>
            {
                work.Due(1);
                threads.Signal();
            });
            await work.Done.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task Signal_OneByOne_TheSameThreadRunsThemAll()
    {
        const int Count = 3;
        using var threads = new DeviceThreads(Count, TimeProvider.System);
        var ids = new ConcurrentBag<int>();
        var work = new Work(WorkUrgency.Begin, () => ids.Add(Environment.CurrentManagedThreadId));
        threads.Add(work);

        for (var round = 0; round < 20; round++)
        {
            Assert.True(SpinWait.SpinUntil(() => threads.Asleep == Count, TimeSpan.FromSeconds(30)));
            work.Expect(1);
            work.Due(1);
            threads.Signal();
            await work.Done.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Single(ids.Distinct());
    }

    /// <summary>Pieces that are due when told so.</summary>
    private sealed class Work(WorkUrgency urgency, Action piece) : IDeviceWork
    {
        private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _due;
        private int _expected;

        public WorkUrgency Urgency { get; } = urgency;

        public Task Done => _done.Task;

        public void Due(int pieces)
        {
            if (_expected == 0) _expected = pieces;
            Interlocked.Add(ref _due, pieces);
        }

        public void Expect(int pieces) => (_done, _expected) = (new(TaskCreationOptions.RunContinuationsAsynchronously), pieces);

        public bool TryRun()
        {
            if (Interlocked.Decrement(ref _due) < 0)
            {
                Interlocked.Increment(ref _due);
                return false;
            }

            piece();
            if (Interlocked.Decrement(ref _expected) == 0) _done.SetResult();
            return true;
        }
    }
}
