using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>Judges, in batches, how well sentences fit their pictures.</summary>
internal sealed class Discriminator : IBatchWorker<AdequacyEntry>
{
    private readonly DiscriminatorConfig _config;
    private readonly TensorBuffer<float> _hidden;
    private readonly TensorBuffer<long> _ids;
    private readonly TensorBuffer<float> _logits;
    private readonly BoundRun _run;

    public Discriminator(Graph graph, DiscriminatorConfig config, int maxBatchSize)
    {
        _config = config;
        _hidden = new(TensorNames.EncoderHiddenStates, maxBatchSize, graph.RowShape(TensorNames.EncoderHiddenStates));
        _ids = new(TensorNames.InputIds, maxBatchSize, graph.RowShape(TensorNames.InputIds, config.MaxLength));
        _logits = new(TensorNames.Logits, maxBatchSize, graph.RowShape(TensorNames.Logits));
        _run = new BoundRun(graph, [_hidden, _ids], [_logits]);
    }

    public void Run(IReadOnlyList<AdequacyEntry> entries, Func<TimeSpan> elapsed)
    {
        for (var row = 0; row < entries.Count; row++)
        {
            entries[row].HiddenStates.Span.CopyTo(_hidden.Row(row));
            var ids = _ids.Row(row);
            ids.Fill(_config.PadTokenId);
            var words = entries[row].Words;
            for (var i = 0; i < Math.Min(words.Length, ids.Length); i++) ids[i] = words[i];
        }

        _run.Run(entries.Count);
        for (var row = 0; row < entries.Count; row++) Answer(entries[row], _logits.Row(row));
    }

    private static void Answer(AdequacyEntry entry, ReadOnlySpan<float> logits)
    {
        if (Finite.Fault(logits[..1], "verdict") is { } fault) entry.Fail(new InferenceFailedException(fault));
        else entry.Complete(1 / (1 + Math.Exp(-logits[0])));
    }

    public void Dispose() => _run.Dispose();
}

/// <summary>A sentence that waits for its verdict.</summary>
/// <param name="hiddenStates">Read until answered, even when the caller has left.</param>
/// <param name="words">Without EOS.</param>
internal sealed class AdequacyEntry(ReadOnlyMemory<float> hiddenStates, int[] words, CancellationToken cancellationToken)
    : BatchEntry<double>(cancellationToken)
{
    public ReadOnlyMemory<float> HiddenStates { get; } = hiddenStates;

    public int[] Words { get; } = words;
}
