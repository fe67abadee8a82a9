using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>Hidden states to sentences: a queue and the workers whose running batches its entries join.</summary>
internal sealed class Decoder : IDisposable
{
    private readonly DecoderWorker[] _workers;

    public Decoder(Graph graph, SpecialTokens tokens, BatchQueueOptions options, int workers, TimeProvider time, StageMetrics metrics)
    {
        Queue = new BatchQueue<DecodeEntry>(options, time, metrics, workers);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new DecoderWorker(graph, tokens, Queue, time, metrics))];
    }

    public BatchQueue<DecodeEntry> Queue { get; }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.Dispose();
        foreach (var worker in _workers) worker.Dispose();
    }
}
