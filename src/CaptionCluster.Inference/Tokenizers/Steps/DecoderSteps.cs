using System.Text.Json;
using System.Text.RegularExpressions;
using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>The decoder section of tokenizer.json as steps.</summary>
internal static class DecoderSteps
{
    /// <returns>Null where the file has no decoder.</returns>
    /// <exception cref="ModelFolderException">A decoder that is not known, or lacks something.</exception>
    public static IDecoderStep[]? From(DecoderPart? decoder, ModelFolder folder) => decoder is null ? null : [.. Flatten(decoder, folder)];

    private static IEnumerable<IDecoderStep> Flatten(DecoderPart decoder, ModelFolder folder) =>
        decoder.Type == "Sequence" ? (decoder.Decoders ?? []).SelectMany(part => Flatten(part, folder)) : [Step(decoder, folder)];

    private static IDecoderStep Step(DecoderPart decoder, ModelFolder folder) =>
        decoder.Type switch
        {
            "ByteLevel" => new ByteLevelStep(),
            "WordPiece" => new WordPieceStep(decoder.Prefix ?? "##", decoder.Cleanup ?? true),
            "BPEDecoder" => new SuffixStep(decoder.Suffix ?? "</w>"),
            "Metaspace" => new MetaspaceStep(decoder.Replacement ?? "▁", KeepsFirst(decoder)),
            "CTC" => new CtcStep(decoder.PadToken ?? "<pad>", decoder.WordDelimiterToken ?? "|", decoder.Cleanup ?? true),
            "Replace" => new ReplaceStep(Pattern(decoder.Pattern, folder), decoder.Content ?? ""),
            "Strip" => new StripStep(decoder.Content ?? "", decoder.Start ?? 0, decoder.Stop ?? 0),
            "ByteFallback" => new ByteFallbackStep(),
            "Fuse" => new FuseStep(),
            _ => throw new ModelFolderException(
                $"{folder.Path}/tokenizer.json has a decoder '{decoder.Type}'; known are ByteLevel, WordPiece, BPEDecoder, Metaspace, "
                + "CTC, Replace, Strip, ByteFallback, Fuse and Sequence of these."
            ),
        };

    /// <summary>Older files say <c>add_prefix_space</c>.</summary>
    private static bool KeepsFirst(DecoderPart decoder) =>
        decoder.PrependScheme is { } scheme ? scheme == "never" : decoder.AddPrefixSpace is false;

    /// <summary><c>{"String": text}</c> or <c>{"Regex": expression}</c>.</summary>
    private static Regex Pattern(JsonElement? pattern, ModelFolder folder)
    {
        try
        {
            if (pattern is { ValueKind: JsonValueKind.Object } kinds)
            {
                if (kinds.TryGetProperty("String", out var text)) return Compile(Regex.Escape(text.GetString()!));
                if (kinds.TryGetProperty("Regex", out var expression)) return Compile(expression.GetString()!);
            }
        }
        catch (RegexParseException error)
        {
            throw new ModelFolderException(
                $"{folder.Path}/tokenizer.json: the pattern of its Replace decoder can't be read: {error.Message}",
                error
            );
        }

        throw new ModelFolderException($"{folder.Path}/tokenizer.json: a Replace decoder has a pattern of String or Regex.");
    }

    /// <summary>With a limit, as the pattern is a stranger's.</summary>
    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
