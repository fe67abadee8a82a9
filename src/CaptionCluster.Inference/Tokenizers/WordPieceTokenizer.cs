using System.Text;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>BERT's WordPiece: a word's further pieces carry a prefix and are joined without a space.</summary>
internal sealed class WordPieceTokenizer(TokenizerFile file) : ITokenDecoder
{
    private readonly string[] _tokens = file.TokensById();
    private readonly HashSet<int> _special = file.SpecialIds();
    private readonly string _prefix = file.Model?.ContinuingSubwordPrefix ?? "##";
    private readonly bool _cleanUp = file.CleansUp;

    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (Token(id) is not { Length: > 0 } piece) continue;
            if (piece.StartsWith(_prefix, StringComparison.Ordinal) && text.Length > 0) text.Append(piece, _prefix.Length, piece.Length - _prefix.Length);
            else text.Append(text.Length > 0 ? " " : "").Append(piece);
        }

        return _cleanUp ? CleanUp.Apply(text.ToString()) : text.ToString();
    }

    public string Token(int id) => (uint)id < (uint)_tokens.Length && !_special.Contains(id) ? _tokens[id] : "";
}
