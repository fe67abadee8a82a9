using System.Collections.Concurrent;
using System.Diagnostics;

namespace CaptionCluster.Inference.Batching;

/// <summary>A queue and the workers that run its batches on the device's threads.</summary>
internal sealed class BatchStage<TEntry> : IDeviceWork, IDisposable
    where TEntry : BatchEntry
{
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly DeviceThreads _threads;
    private readonly IBatchWorker<TEntry>[] _workers;
    private readonly ConcurrentBag<IBatchWorker<TEntry>> _free;

    public BatchStage(
        DeviceThreads threads,
        WorkUrgency urgency,
        BatchQueueOptions options,
        TimeProvider time,
        StageMetrics metrics,
        params IBatchWorker<TEntry>[] workers
    )
    {
        (_threads, Urgency, _time, _metrics, _workers, _free) = (threads, urgency, time, metrics, workers, [.. workers]);
        Queue = new BatchQueue<TEntry>(options, time, metrics, workers.Length, threads.Signal);
        threads.Add(this);
    }

    public WorkUrgency Urgency { get; }

    public BatchQueue<TEntry> Queue { get; }

    public bool TryRun()
    {
        if (!_free.TryTake(out var worker)) return false;
        try
        {
            if (Queue.TryTake() is not { } batch) return false;
            Run(worker, batch);
            return true;
        }
        finally
        {
            _free.Add(worker);
        }
    }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.CloseAsync().GetAwaiter().GetResult();
        _threads.Remove(this);
        Queue.Dispose();
        foreach (var worker in _workers) worker.Dispose();
    }

    private void Run(IBatchWorker<TEntry> worker, Batch<TEntry> batch)
    {
        using var span = BatchSpans.Start(_metrics.Stage, batch, _time);
        var started = _time.GetTimestamp();
        try
        {
            worker.Run(batch.Entries, () => _time.GetElapsedTime(started));
        }
#pragma warning disable CA1031 // Whatever fails here is the callers' to know; the stage goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var answer =
                error as CaptionClusterException ?? new InferenceFailedException($"The {_metrics.Stage} failed: {error.Message}", error);
            foreach (var entry in batch.Entries)
            {
                entry.Fail(answer);
            }

            span?.SetStatus(ActivityStatusCode.Error, error.Message);
        }

        var busy = _time.GetElapsedTime(started);
        _metrics.Ran(busy);
        Queue.Done(batch.Entries.Count, busy);
    }
}
