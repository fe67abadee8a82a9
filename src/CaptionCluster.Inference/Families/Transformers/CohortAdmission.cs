using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>Decides who starts together: those who came first, attend to equally many source tokens, and fit the memory. For one worker.</summary>
internal sealed class CohortAdmission(TransformerDecoder decoder, BatchQueue<DecodeEntry> queue, TimeProvider time)
{
    private readonly List<DecodeEntry> _waiting = [];

    public int Waiting => _waiting.Count;

    public void Add(Batch<DecodeEntry> batch, StageMetrics metrics)
    {
        using var span = InferenceTelemetry.StartBatch(metrics.Stage, batch, time);
        _waiting.AddRange(batch.Entries);
    }

    /// <summary>Null when nobody waits or the first of them doesn't fit now.</summary>
    public Cohort? Form()
    {
        queue.Done(_waiting.RemoveAll(entry => entry.IsAnswered), TimeSpan.Zero);
        if (_waiting.Count == 0) return null;
        var (available, shape) = (decoder.Memory.Available, new CohortShape(0, 0, decoder.Source.LengthOf(_waiting[0])));
        var starting = new List<DecodeEntry>();
        foreach (var entry in _waiting)
        {
            if (decoder.Source.LengthOf(entry) != shape.SourceTokens) continue;
            var larger = shape.With(entry.Decoding.NumBeams, entry.Decoding.MaxNewTokens);
            if (larger.Bytes(decoder) > available) break;
            shape = larger;
            starting.Add(entry);
        }

        if (starting.Count == 0 || decoder.Memory.TryRent(shape.Bytes(decoder)) is not { } slab) return null;
        _waiting.RemoveAll(starting.Contains);
        var now = time.GetTimestamp();
        return new Cohort(decoder, starting.Select(entry => new CohortRow(entry, TokenSearch.Start(entry.Decoding, decoder.Tokens, 0), now)), shape, slab);
    }
}
