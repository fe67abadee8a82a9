using CaptionCluster.Inference.Sessions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>A decoder graph as its metadata describes it: which tensors it takes and gives.</summary>
internal sealed class DecoderPass
{
    public const string Logits = "logits";
    private const string PastPrefix = "past_key_values.";
    private const string PresentPrefix = "present.";

    private static readonly Dictionary<string, DecoderInput> s_known = new(StringComparer.Ordinal)
    {
        ["input_ids"] = DecoderInput.InputIds,
        ["inputs_embeds"] = DecoderInput.InputsEmbeds,
        ["encoder_hidden_states"] = DecoderInput.EncoderHiddenStates,
        ["encoder_attention_mask"] = DecoderInput.EncoderAttentionMask,
        ["attention_mask"] = DecoderInput.AttentionMask,
        ["position_ids"] = DecoderInput.PositionIds,
        ["use_cache_branch"] = DecoderInput.UseCacheBranch,
    };

    /// <exception cref="ModelFolderException">An input that nothing here provides, or no logits.</exception>
    public DecoderPass(Graph graph)
    {
        Graph = graph;
        LogitsType = TypeOf(graph.Output(Logits), Logits);
        foreach (var name in graph.Inputs.Keys)
        {
            if (name.StartsWith(PastPrefix, StringComparison.Ordinal))
            {
                Slots.Add(SlotOf(name));
            }
            else if (s_known.TryGetValue(name, out var input))
            {
                Inputs.Add((name, input));
            }
            else
            {
                throw new ModelFolderException(
                    $"{graph.File} wants an input '{name}', which is not known here; known are {string.Join(", ", s_known.Keys)} and "
                    + "{PastPrefix}*."
                );
            }
        }
    }

    public Graph Graph { get; }

    public List<(string Name, DecoderInput Kind)> Inputs { get; } = [];

    /// <summary>The past key values it takes; empty for a graph that starts from nothing.</summary>
    public List<CacheSlot> Slots { get; } = [];

    public TensorElementType LogitsType { get; }

    public bool IsMerged => Inputs.Exists(input => input.Kind == DecoderInput.UseCacheBranch);

    private CacheSlot SlotOf(string past)
    {
        var metadata = Graph.Input(past);
        if (metadata.Dimensions is not [_, > 0 and var heads, _, > 0 and var size])
        {
            throw new ModelFolderException(
                $"{Graph.File}: '{past}' must be [rows, heads, tokens, head size] with heads and head size fixed; "
                    + $"it is [{string.Join(", ", metadata.Dimensions)}]."
            );
        }

        var rest = past[PastPrefix.Length..];
        return new CacheSlot(
            past,
            PresentPrefix + rest,
            heads,
            size,
            rest.Contains(".encoder.", StringComparison.Ordinal),
            TypeOf(metadata, past)
        );
    }

    private TensorElementType TypeOf(NodeMetadata metadata, string name) =>
        metadata.ElementDataType is TensorElementType.Float or TensorElementType.Float16
            ? metadata.ElementDataType
            : throw new ModelFolderException(
                $"{Graph.File}: '{name}' is of type {metadata.ElementDataType}; float32 and float16 are known."
            );
}
