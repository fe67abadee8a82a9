using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Tokenizers.Steps;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Chooses how a folder's ids become text.</summary>
internal static class TokenDecoders
{
    private static readonly string[] s_models = ["BPE", "WordPiece", "WordLevel"];

    /// <exception cref="ModelFolderException">A kind of tokenizer, or of decoder, that is not known.</exception>
    public static ITokenDecoder From(ModelFolder folder)
    {
        var file = TokenizerFile.From(folder);
        if (!s_models.Contains(file.Model?.Type, StringComparer.Ordinal))
        {
            throw new ModelFolderException(
                $"{folder.Path}/tokenizer.json is of type '{file.Model?.Type}'; known are {string.Join(", ", s_models)}."
            );
        }

        return new TextDecoder(file, DecoderSteps.From(file.Decoder, folder));
    }
}
