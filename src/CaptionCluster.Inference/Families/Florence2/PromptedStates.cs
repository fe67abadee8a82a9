using System.Collections.Frozen;
using CaptionCluster.Inference.Families.Transformers;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Tokenizers;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Families.Florence2;

/// <summary>The text encoder's hidden states of image features followed by a prompt.</summary>
internal sealed class PromptedStates : ISourceStates
{
    public const string HiddenStates = "last_hidden_state";
    private const string InputsEmbeds = "inputs_embeds";
    private const string AttentionMask = "attention_mask";

    private readonly Graph _encoder;
    private readonly string _features;
    private readonly FrozenDictionary<string, (int[] Ids, float[] Embeds)> _prompts;

    public PromptedStates(Graph encoder, string features, TokenEmbedding embedding, ByteLevelEncoder tokenizer, int? imageToken)
    {
        encoder.Input(InputsEmbeds);
        encoder.Input(AttentionMask);
        (_encoder, _features, Width) = (encoder, features, embedding.Width);
        _prompts = Florence2.Prompts.ByTask.ToFrozenDictionary(
            prompt => prompt.Key,
            prompt => Embed(tokenizer.Encode(prompt.Value)),
            StringComparer.Ordinal
        );

        (int[], float[]) Embed(int[] ids) => (imageToken is { } image ? [image, .. ids] : ids, PromptedStates.Embed(embedding, ids));
    }

    /// <summary>The tokens of each prompt, the picture's before them.</summary>
    public IEnumerable<int[]> Prompts => _prompts.Values.Select(prompt => prompt.Ids);

    public int Width { get; }

    /// <exception cref="InvalidOptionException">A task that is not known.</exception>
    public int LengthOf(DecodeEntry entry) => FeaturesOf(entry).Shape[0] + (PromptOf(entry).Embeds.Length / Width);

    public int[] PromptIds(DecodeEntry entry) => PromptOf(entry).Ids;

    public void Fill(IReadOnlyList<DecodeEntry> entries, Span<float> states)
    {
        var length = LengthOf(entries[0]);
        var embeds = new float[entries.Count * length * Width];
        for (var row = 0; row < entries.Count; row++)
        {
            var (features, prompt) = (FeaturesOf(entries[row]).Values, PromptOf(entries[row]).Embeds);
            features.Span.CopyTo(embeds.AsSpan(row * length * Width));
            prompt.CopyTo(embeds.AsSpan((row * length * Width) + features.Length));
        }

        var mask = new long[entries.Count * length];
        Array.Fill(mask, 1);
        using var options = new RunOptions();
        using var embedsValue = OrtValue.CreateTensorValueFromMemory(embeds, [entries.Count, length, Width]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, [entries.Count, length]);
        using var answers = _encoder.Session.Run(options, [InputsEmbeds, AttentionMask], [embedsValue, maskValue], [HiddenStates]);
        answers[0].GetTensorDataAsSpan<float>().CopyTo(states);
    }

    private static float[] Embed(TokenEmbedding embedding, int[] ids)
    {
        var embeds = new float[ids.Length * embedding.Width];
        using var idsValue = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(ids, id => (long)id), [1, ids.Length]);
        using var embedsValue = OrtValue.CreateTensorValueFromMemory(embeds, [1, ids.Length, embedding.Width]);
        embedding.Embed(idsValue, embedsValue);
        return embeds;
    }

    private (int[] Ids, float[] Embeds) PromptOf(DecodeEntry entry)
    {
        var task = entry.Decoding.Task is { Length: > 0 } named ? named : Florence2.Prompts.Default;
        return _prompts.TryGetValue(task, out var prompt)
            ? prompt
            : throw new InvalidOptionException(
                "task",
                $"There is no task '{task}'; there are {string.Join(", ", _prompts.Keys.Order(StringComparer.Ordinal))}."
            );
    }

    private EncodedTensor FeaturesOf(DecodeEntry entry) => entry.Image.Tensors.FirstOrDefault(tensor => tensor.Name == _features)
        ?? throw new InferenceFailedException($"The vision encoder gave no '{_features}', which the text encoder needs.");
}
