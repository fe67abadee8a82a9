using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>Hidden states to sentences: a queue, and running batches that its entries join.</summary>
internal sealed class Decoder : IDeviceWork, IDisposable
{
    private readonly DeviceThreads _threads;
    private readonly RunningBatch[] _running;

    public Decoder(
        Graph graph, SpecialTokens tokens, BatchQueueOptions options, int workers, DeviceThreads threads, TimeProvider time, StageMetrics metrics)
    {
        _threads = threads;
        Queue = new BatchQueue<DecodeEntry>(options, time, metrics, workers, threads.Signal);
        _running = [.. Enumerable.Range(0, workers).Select(_ => new RunningBatch(graph, tokens, Queue, time, metrics))];
        threads.Add(this);
    }

    public WorkUrgency Urgency => WorkUrgency.Continue;

    public BatchQueue<DecodeEntry> Queue { get; }

    public bool TryRun()
    {
        foreach (var batch in _running)
        {
            if (batch.TryStep()) return true;
        }

        return false;
    }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.CloseAsync().GetAwaiter().GetResult();
        _threads.Remove(this);
        Queue.Dispose();
        foreach (var batch in _running) batch.Dispose();
    }
}
