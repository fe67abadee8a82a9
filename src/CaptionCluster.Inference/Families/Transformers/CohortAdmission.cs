using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// Decides who starts together: those who came first, attend to equally many source tokens, and fit the memory. For one thread at a time.
/// </summary>
internal sealed class CohortAdmission(TransformerDecoder decoder, BatchQueue<DecodeEntry> queue, TimeProvider time, StageMetrics metrics)
{
    private readonly List<DecodeEntry> _waiting = [];

    /// <param name="isAlone">Nothing steps meanwhile, so that waiting a little for a fuller cohort costs nothing.</param>
    /// <returns>Null when nobody waits or the first of them doesn't fit now.</returns>
    public Cohort? Form(bool isAlone)
    {
        Take(isAlone && _waiting.Count == 0 ? queue.TryTake() : queue.TakeWaiting(queue.MaxBatchSize - _waiting.Count));
        queue.Done(_waiting.RemoveAll(entry => entry.IsAnswered), TimeSpan.Zero);
        if (_waiting.Count == 0) return null;
        var starting = new List<DecodeEntry>();
        var shape = Choose(starting);
        if (starting.Count == 0 || decoder.Memory.TryRent(shape.Bytes(decoder)) is not { } slab) return null;
        _waiting.RemoveAll(starting.Contains);
        var now = time.GetTimestamp();
        return new Cohort(decoder, starting.Select(entry => new CohortRow(entry, Search(entry), now)), shape, slab);
    }

    private ITokenSearch Search(DecodeEntry entry) =>
        TokenSearch.Start(
            entry.Decoding,
            decoder.Tokens.PromptPenalty == 1 ? decoder.Tokens : decoder.Tokens with { Prompt = decoder.Source.PromptIds(entry) },
            0
        );

    private void Take(Batch<DecodeEntry>? taken)
    {
        if (taken is not { } batch) return;
        using var span = BatchSpans.Start(metrics.Stage, batch, time);
        _waiting.AddRange(batch.Entries);
    }

    private CohortShape Choose(List<DecodeEntry> starting)
    {
        var (available, shape) = (decoder.Memory.Available, new CohortShape(0, 0, decoder.Source.LengthOf(_waiting[0])));
        foreach (var entry in _waiting)
        {
            if (decoder.Source.LengthOf(entry) != shape.SourceTokens) continue;
            var larger = shape.With(entry.Decoding.NumBeams, entry.Decoding.MaxNewTokens);
            if (larger.Bytes(decoder) > available) break;
            shape = larger;
            starting.Add(entry);
        }

        return shape;
    }
}
