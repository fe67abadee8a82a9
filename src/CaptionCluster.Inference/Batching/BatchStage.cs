using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Batching;

/// <summary>A queue and the thread that runs its batches, one after the other.</summary>
internal abstract class BatchStage<TEntry> : IDisposable
    where TEntry : BatchEntry
{
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly DeviceThread _thread;

    protected BatchStage(BatchQueueOptions options, TimeProvider time, StageMetrics metrics)
    {
        (_time, _metrics) = (time, metrics);
        Queue = new BatchQueue<TEntry>(options, time, metrics);
        _thread = new DeviceThread(metrics.Stage, Loop);
    }

    public BatchQueue<TEntry> Queue { get; }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.Dispose();
        _thread.Dispose();
        DisposeBuffers();
    }

    /// <summary>Runs a batch and answers its entries. What it throws fails those it has not answered.</summary>
    /// <param name="entries">At least one.</param>
    /// <param name="elapsed">Time since the batch was started.</param>
    protected abstract void Run(IReadOnlyList<TEntry> entries, Func<TimeSpan> elapsed);

    protected abstract void DisposeBuffers();

    private void Loop()
    {
        while (Queue.TakeAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using var span = InferenceTelemetry.StartBatch(_metrics.Stage, batch, _time);
            var started = _time.GetTimestamp();
            try
            {
                Run(batch.Entries, () => _time.GetElapsedTime(started));
            }
#pragma warning disable CA1031 // Whatever fails here is the callers' to know; the stage goes on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                var answer = failure as CaptionClusterException ?? new InferenceFailedException($"The {_metrics.Stage} failed: {failure.Message}", failure);
                foreach (var entry in batch.Entries) entry.Fail(answer);
                span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, failure.Message);
            }

            var busy = _time.GetElapsedTime(started);
            _metrics.Ran(busy);
            Queue.Done(batch.Entries.Count, busy);
        }
    }
}
