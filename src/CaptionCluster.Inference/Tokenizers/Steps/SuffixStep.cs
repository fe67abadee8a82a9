namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary><c>BPEDecoder</c>: a word's last piece carries a suffix, which becomes a space; at the end of the sentence, nothing.</summary>
internal sealed class SuffixStep(string suffix) : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        if (suffix.Length == 0)
        {
            return;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i].Replace(suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal);
        }
    }
}
