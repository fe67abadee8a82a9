using System.Text;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Takes out the spaces before punctuation and short forms: <c>clean_up_tokenization_spaces</c> of tokenizer_config.json.</summary>
internal static class CleanUp
{
    private static readonly (string From, string To)[] Rules =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Apply(string text)
    {
        var clean = new StringBuilder(text);
        foreach (var (from, to) in Rules) clean.Replace(from, to);
        return clean.ToString();
    }
}
