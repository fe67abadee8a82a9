using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>A queue, and running batches that its entries join.</summary>
internal sealed class Decoder : IDecoder, IDeviceWork
{
    private readonly DeviceThreads _threads;
    private readonly BatchQueue<DecodeEntry> _queue;
    private readonly RunningBatch[] _running;

    public Decoder(Graph graph, SpecialTokens tokens, string model, LoadContext context)
    {
        var (options, time, metrics) = (context.Options.Decoder, context.Time, context.Metrics.Stage("decoder", model));
        // Encoding a picture takes about two thirds of its processor time, its sentence most of the rest.
        var workers = context.Workers(options, 3);
        _threads = context.Sessions.Threads;
        _queue = new BatchQueue<DecodeEntry>(options, time, metrics, workers, _threads.Signal);
        _running = [.. Enumerable.Range(0, workers).Select(_ => new RunningBatch(graph, tokens, _queue, time, metrics))];
        _threads.Add(this);
    }

    public WorkUrgency Urgency => WorkUrgency.Continue;

    public double QueuedSeconds => _queue.QueuedSeconds;

    public Task<DecodedImage> DecodeAsync(DecodeEntry entry)
    {
        _queue.Enqueue(entry);
        return entry.Answer;
    }

    public bool TryRun()
    {
        foreach (var batch in _running)
        {
            if (batch.TryStep()) return true;
        }

        return false;
    }

    public void Dispose()
    {
        _queue.CloseAsync().GetAwaiter().GetResult();
        _threads.Remove(this);
        _queue.Dispose();
        foreach (var batch in _running) batch.Dispose();
    }
}
