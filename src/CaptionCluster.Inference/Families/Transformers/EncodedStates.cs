namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>The image encoder's hidden states as they are.</summary>
internal sealed class EncodedStates(string name, int width) : ISourceStates
{
    public int Width { get; } = width;

    public int LengthOf(DecodeEntry entry) => Find(entry).Shape[0];

    public void Fill(IReadOnlyList<DecodeEntry> entries, Span<float> states)
    {
        foreach (var entry in entries)
        {
            var values = Find(entry).Values.Span;
            values.CopyTo(states);
            states = states[values.Length..];
        }
    }

    private EncodedTensor Find(DecodeEntry entry) => entry.Image.Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new InferenceFailedException($"The encoder gave no '{name}', which the decoder needs.");
}
