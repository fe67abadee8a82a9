namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>SentencePiece's: a sign stands for the space before a word; those of the first token are dropped.</summary>
/// <param name="keepsFirst">No space was put before the first word, so that there is none to drop.</param>
internal sealed class MetaspaceStep(string replacement, bool keepsFirst) : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i].Replace(replacement, i == 0 && !keepsFirst ? "" : " ", StringComparison.Ordinal);
        }
    }

    public string Show(string token) => token.Replace(replacement, " ", StringComparison.Ordinal);
}
