namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Takes out the spaces before punctuation and short forms. Two programs do so, with rules that differ by one.</summary>
internal static class CleanUp
{
    /// <summary>How those begin that are changed, in more than the space alone.</summary>
    private static readonly string[] s_beginnings = [" ", " '", " 'r", " 'v", " n", " n'"];

    /// <summary>Transformers, of a whole text: <c>clean_up_tokenization_spaces</c> in tokenizer_config.json.</summary>
    public static string Text(string text) => End(Begin(text));

    /// <summary>tokenizers, of each piece by itself: <c>cleanup</c> of a decoder in tokenizer.json.</summary>
    public static string Piece(string piece) => End(Begin(piece).Replace(" do not", " don't", StringComparison.Ordinal));

    /// <summary>A cleaned text that goes on, without an end that may be the beginning of what <see cref="Text"/> changes.</summary>
    public static string Settled(string text)
    {
        while (Array.Find(s_beginnings, beginning => text.EndsWith(beginning, StringComparison.Ordinal)) is { } open)
        {
            text = text[..^open.Length];
        }

        return text;
    }

    private static string Begin(string text) => text
        .Replace(" .", ".", StringComparison.Ordinal)
        .Replace(" ?", "?", StringComparison.Ordinal)
        .Replace(" !", "!", StringComparison.Ordinal)
        .Replace(" ,", ",", StringComparison.Ordinal)
        .Replace(" ' ", "'", StringComparison.Ordinal)
        .Replace(" n't", "n't", StringComparison.Ordinal)
        .Replace(" 'm", "'m", StringComparison.Ordinal);

    private static string End(string text) => text
        .Replace(" 's", "'s", StringComparison.Ordinal)
        .Replace(" 've", "'ve", StringComparison.Ordinal)
        .Replace(" 're", "'re", StringComparison.Ordinal);
}
