using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>Hidden states to sentences: a queue and the workers whose cohorts its entries form.</summary>
internal sealed class CohortDecoder : IDisposable
{
    private readonly TransformerDecoder _decoder;
    private readonly CohortWorker[] _workers;

    public CohortDecoder(TransformerDecoder decoder, BatchQueueOptions options, int maxCohorts, int workers, TimeProvider time, StageMetrics metrics)
    {
        _decoder = decoder;
        Queue = new BatchQueue<DecodeEntry>(options, time, metrics, workers);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new CohortWorker(decoder, Queue, maxCohorts, time, metrics))];
    }

    public BatchQueue<DecodeEntry> Queue { get; }

    /// <exception cref="InvalidOptionException">The memory budget would never hold it.</exception>
    /// <exception cref="OverloadedException">Max queue depth is reached.</exception>
    public Task<DecodedImage> DecodeAsync(DecodeEntry entry)
    {
        var shape = new CohortShape(entry.Decoding.NumBeams, entry.Decoding.MaxNewTokens, _decoder.Source.LengthOf(entry));
        if (shape.Bytes(_decoder) is var bytes && bytes > _decoder.Memory.Budget)
        {
            throw new InvalidOptionException("numBeams", $"{shape.Rows} beams of {shape.Tokens} tokens take {bytes} bytes of past key values; the budget is {_decoder.Memory.Budget}.");
        }

        Queue.Enqueue(entry);
        return entry.Answer;
    }

    /// <summary>Drains: what waits is still answered.</summary>
    public void Dispose()
    {
        Queue.Dispose();
        foreach (var worker in _workers) worker.Dispose();
        _decoder.Memory.Dispose();
    }
}
