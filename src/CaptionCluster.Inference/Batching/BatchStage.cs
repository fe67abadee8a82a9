using System.Diagnostics;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Batching;

/// <summary>A queue and the workers that run its batches, each on a thread of its own.</summary>
internal sealed class BatchStage<TEntry> : IDisposable
    where TEntry : BatchEntry
{
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly IBatchWorker<TEntry>[] _workers;
    private readonly DeviceThread[] _threads;

    public BatchStage(BatchQueueOptions options, TimeProvider time, StageMetrics metrics, params IBatchWorker<TEntry>[] workers)
    {
        (_time, _metrics, _workers) = (time, metrics, workers);
        Queue = new BatchQueue<TEntry>(options, time, metrics, workers.Length);
        _threads = Array.ConvertAll(workers, worker => new DeviceThread(metrics.Stage, () => Loop(worker)));
    }

    public BatchQueue<TEntry> Queue { get; }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.Dispose();
        foreach (var thread in _threads) thread.Dispose();
        foreach (var worker in _workers) worker.Dispose();
    }

    private void Loop(IBatchWorker<TEntry> worker)
    {
        while (Queue.TakeAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using var span = InferenceTelemetry.StartBatch(_metrics.Stage, batch, _time);
            var started = _time.GetTimestamp();
            try
            {
                worker.Run(batch.Entries, () => _time.GetElapsedTime(started));
            }
#pragma warning disable CA1031 // Whatever fails here is the callers' to know; the stage goes on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                var answer = failure as CaptionClusterException ?? new InferenceFailedException($"The {_metrics.Stage} failed: {failure.Message}", failure);
                foreach (var entry in batch.Entries) entry.Fail(answer);
                span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            }

            var busy = _time.GetElapsedTime(started);
            _metrics.Ran(busy);
            Queue.Done(batch.Entries.Count, busy);
        }
    }
}
