namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>
/// Connectionist temporal classification: the same token again counts once, padding not at all; a delimiter goes between words.
/// </summary>
internal sealed class CtcStep(string padToken, string wordDelimiter, bool cleansUp) : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        var (kept, last) = (0, (string?)null);
        foreach (var token in tokens.ToArray())
        {
            if (token == last) continue;
            last = token;
            var text = padToken.Length == 0 ? token : token.Replace(padToken, "", StringComparison.Ordinal);
            if (cleansUp) text = Delimit(CleanUp.Piece(text));
            if (text.Length > 0) tokens[kept++] = text;
        }

        tokens.RemoveRange(kept, tokens.Count - kept);
    }

    private string Delimit(string text) => wordDelimiter.Length == 0 ? text : text.Replace(wordDelimiter, " ", StringComparison.Ordinal);
}
