namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>Makes one text of all tokens, for steps that look at the whole.</summary>
internal sealed class FuseStep : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        var text = string.Concat(tokens);
        tokens.Clear();
        tokens.Add(text);
    }
}
