using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// The decoder of a folder, in the forms that Optimum exports: one merged graph with a switch, a pair for the first step and those after
/// it, or a graph without a cache that reads the whole sentence again at every step.
/// </summary>
internal sealed class DecoderGraphs : IDisposable
{
    private DecoderGraphs(DecoderPass first, DecoderPass? next) => (First, Next) = (first, next);

    public DecoderPass First { get; }

    /// <summary>The graph of every step after the first; null when there is no cache.</summary>
    public DecoderPass? Next { get; }

    public IReadOnlyList<CacheSlot> Slots => Next?.Slots ?? [];

    /// <exception cref="ModelFolderException">A graph is missing, or a tensor of it can't be bound.</exception>
    public static DecoderGraphs Load(ModelFolder folder, LoadContext context)
    {
        using var loading = new Loading();
        if (folder.FindGraph("decoder_model_merged", context.Variant) is { } merged) return loading.Complete(Merged(Open(merged)));
        var first = Open(folder.Graph("decoder_model", context.Variant));
        var next = folder.FindGraph("decoder_with_past_model", context.Variant) is { } past ? Open(past) : null;
        return loading.Complete(new DecoderGraphs(first, next).Checked());

        DecoderPass Open(string path) => new(loading.Add(context.Sessions.Load(path)));
    }

    /// <summary>Logits a token: the graph's own, else what config.json says.</summary>
    public static int Vocabulary(Graph decoder, int? configured) =>
        decoder.Output(DecoderPass.Logits).Dimensions is [.., > 0 and var size]
            ? size
            : configured
                ?? throw new ModelFolderException(
                    $"{decoder.File} leaves the size of '{DecoderPass.Logits}' free, and config.json gives no vocab_size."
                );

    /// <summary>The width that both graphs mean by hidden states.</summary>
    public static int SourceWidth(Graph encoder, string output, Graph decoder)
    {
        var given = encoder.Output(output).Dimensions[^1];
        var wanted = decoder.Input("encoder_hidden_states").Dimensions[^1];
        if (given > 0 && wanted > 0 && given != wanted)
        {
            throw new ModelFolderException(
                $"{encoder.File} gives '{output}' of {given} values a token; {decoder.File} wants 'encoder_hidden_states' of {wanted}."
            );
        }

        var width = Math.Max(given, wanted);
        return width > 0
            ? width
            : throw new ModelFolderException($"Neither {encoder.File} nor {decoder.File} says how wide the hidden states are.");
    }

    public void Dispose()
    {
        First.Graph.Dispose();
        if (!ReferenceEquals(First, Next)) Next?.Graph.Dispose();
    }

    private static DecoderGraphs Merged(DecoderPass both) => both.IsMerged
        ? new DecoderGraphs(both, both).Checked()
        : throw new ModelFolderException($"{both.Graph.File} has no input 'use_cache_branch', so it is not a merged decoder.");

    private DecoderGraphs Checked()
    {
        if (Next is null)
        {
            if (First.Slots.Count > 0)
            {
                throw new ModelFolderException($"{First.Graph.File} takes past key values, but no graph makes the first ones.");
            }

            return this;
        }

        if (Next.Slots.Count == 0) throw new ModelFolderException($"{Next.Graph.File} takes no past_key_values.");
        foreach (var slot in Next.Slots)
        {
            First.Graph.Output(slot.Present);
            if (!slot.OfSource) Next.Graph.Output(slot.Present);
        }

        return this;
    }
}
