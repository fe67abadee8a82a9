namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>Takes up to so many of a character off each token's start and end.</summary>
internal sealed class StripStep(string content, int start, int stop) : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        if (content.Length == 0) return;
        for (var i = 0; i < tokens.Count; i++) tokens[i] = Strip(tokens[i]);
    }

    private string Strip(string token)
    {
        var text = token.AsSpan();
        for (var cut = 0; cut < start && text.StartsWith(content, StringComparison.Ordinal); cut++) text = text[content.Length..];
        for (var cut = 0; cut < stop && text.EndsWith(content, StringComparison.Ordinal); cut++) text = text[..^content.Length];
        return text.ToString();
    }
}
