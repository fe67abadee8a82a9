namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>BERT's WordPiece: a word's further pieces carry a prefix and are joined without a space.</summary>
internal sealed class WordPieceStep(string prefix, bool cleansUp) : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (i > 0) token = token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
            tokens[i] = cleansUp ? CleanUp.Piece(token) : token;
        }
    }
}
