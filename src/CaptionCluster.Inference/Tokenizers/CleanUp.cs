namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Takes out the spaces before punctuation and short forms. Two programs do so, with rules that differ by one.</summary>
internal static class CleanUp
{
    /// <summary>Transformers, of a whole text: <c>clean_up_tokenization_spaces</c> in tokenizer_config.json.</summary>
    public static string Text(string text) => End(Begin(text));

    /// <summary>tokenizers, of each piece by itself: <c>cleanup</c> of a decoder in tokenizer.json.</summary>
    public static string Piece(string piece) => End(Begin(piece).Replace(" do not", " don't", StringComparison.Ordinal));

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
