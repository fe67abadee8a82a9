using CaptionCluster.Inference.Models;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Chooses how a folder's ids become text.</summary>
internal static class TokenDecoders
{
    /// <exception cref="ModelFolderException">A kind of tokenizer that is not known.</exception>
    public static ITokenDecoder From(ModelFolder folder)
    {
        var file = TokenizerFile.From(folder);
        return (file.Model?.Type, file.Decoder?.Type) switch
        {
            ("BPE", "ByteLevel") => new ByteLevelTokenizer(file),
            ("WordPiece", _) => new WordPieceTokenizer(file),
            ("WordLevel", _) => WordLevelTokenizer.From(folder),
            var (model, decoder) => throw new ModelFolderException(
                $"{folder.Path}/tokenizer.json is of type '{model}' with decoder '{decoder}'; known are BPE with ByteLevel, WordPiece and WordLevel."),
        };
    }
}
