using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Tests.Batching;

public sealed class BatchStageTests : IDisposable
{
    private readonly DeviceThreads _threads = new(2, TimeProvider.System);

    public void Dispose() => _threads.Dispose();

    [Fact]
    public async Task Run_Throws_FailsItsEntriesAndGoesOn()
    {
        using var stage = StageOf(entries => entries[0].Number == 1 ? throw new InvalidOperationException("bad kernel") : 0);
        var (bad, good) = (new TestEntry(1), new TestEntry(2));

        stage.Queue.Enqueue(bad);
        var failure = await Assert.ThrowsAsync<InferenceFailedException>(() => bad.Answer);
        stage.Queue.Enqueue(good);

        Assert.Contains("bad kernel", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, await good.Answer);
    }

    [Fact]
    public async Task Run_SessionBusy_CollectsWhatArrivesMeanwhile()
    {
        using var firstRunning = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var sizes = new List<int>();
        using var stage = StageOf(entries =>
        {
            sizes.Add(entries.Count);
            if (sizes.Count > 1) return 0;
            firstRunning.Release();
            goOn.Wait();
            return 0;
        });
        var entries = Enumerable.Range(1, 6).Select(number => new TestEntry(number)).ToArray();

        stage.Queue.Enqueue(entries[0]);
        await firstRunning.WaitAsync();
        foreach (var entry in entries[1..]) stage.Queue.Enqueue(entry);
        goOn.Release();
        await Task.WhenAll(entries.Select(entry => entry.Answer));

        Assert.Equal([1, 4, 1], sizes);
    }

    [Fact]
    public async Task Dispose_EntriesWaiting_AreAnswered()
    {
        var stage = StageOf(_ => 0);
        var entries = Enumerable.Range(1, 20).Select(number => new TestEntry(number)).ToArray();
        foreach (var entry in entries) stage.Queue.Enqueue(entry);

        stage.Dispose();

        Assert.Equal(Enumerable.Range(1, 20), await Task.WhenAll(entries.Select(entry => entry.Answer)));
    }

    [Fact]
    public async Task Run_TwoWorkers_RunAtTheSameTime()
    {
        using var both = new Barrier(2);
        using var stage = StageOf(1, Meet, Meet);
        var entries = new[] { new TestEntry(1), new TestEntry(2) };

        foreach (var entry in entries) stage.Queue.Enqueue(entry);

        Assert.Equal(3, (await Task.WhenAll(entries.Select(entry => entry.Answer))).Sum());

        int Meet(IReadOnlyList<TestEntry> _) =>
            both.SignalAndWait(TimeSpan.FromSeconds(30)) ? 0 : throw new TimeoutException("Nobody ran beside.");
    }

    private BatchStage<TestEntry> StageOf(Func<IReadOnlyList<TestEntry>, int> run) => StageOf(4, run);

    private BatchStage<TestEntry> StageOf(int maxBatchSize, params Func<IReadOnlyList<TestEntry>, int>[] runs) =>
        new(
            _threads,
            WorkUrgency.Begin,
            new BatchQueueOptions { MaxBatchSize = maxBatchSize, MaxQueueDelay = TimeSpan.Zero },
            TimeProvider.System,
            new InferenceMetrics().Stage("test", "model"),
            [.. runs.Select(run => new Worker(run))]
        );

    private sealed class Worker(Func<IReadOnlyList<TestEntry>, int> run) : IBatchWorker<TestEntry>
    {
        public void Run(IReadOnlyList<TestEntry> entries, Func<TimeSpan> elapsed)
        {
            run(entries);
            foreach (var entry in entries) entry.Complete(entry.Number);
        }

        public void Dispose()
        {
        }
    }
}
