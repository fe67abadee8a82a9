using System.Text.Json;
using System.Text.RegularExpressions;
using CaptionCluster.Inference.Folders;
using Microsoft.ML.Tokenizers;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>Text to ids by byte-level BPE, with the tokens around it that the folder's post-processor names. For prompts.</summary>
internal sealed partial class ByteLevelEncoder
{
    private readonly BpeTokenizer _tokenizer;
    private readonly int[] _before;
    private readonly int[] _after;
    private readonly bool _prefixesSpace;

    private ByteLevelEncoder(BpeTokenizer tokenizer, int[] before, int[] after, bool prefixesSpace) =>
        (_tokenizer, _before, _after, _prefixesSpace) = (tokenizer, before, after, prefixesSpace);

    /// <exception cref="ModelFolderException">Another kind of tokenizer.</exception>
    public static ByteLevelEncoder From(ModelFolder folder)
    {
        var file = TokenizerFile.From(folder);
        if (
            file is not { Model: { Type: "BPE", Merges: { } merges } model, Decoder.Type: "ByteLevel" }
            || model.Vocabulary() is not { } vocabulary
        )
        {
            throw new ModelFolderException($"{folder.Path} has no byte-level BPE tokenizer with merges, which prompts need.");
        }

        var options = new BpeOptions(vocabulary)
        {
            Merges = merges.EnumerateArray().Select(Pair),
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(Words(), null),
        };
        var (before, after) = Around(folder, file.PostProcessor);
        return new ByteLevelEncoder(BpeTokenizer.Create(options), before, after, file.PreTokenizer?.AddPrefixSpace is true);
    }

    public int[] Encode(string text) =>
        [.. _before, .. _tokenizer.EncodeToIds(_prefixesSpace && !text.StartsWith(' ') ? " " + text : text), .. _after];

    private static (int[] Before, int[] After) Around(ModelFolder folder, PostProcessor? processor) =>
        processor switch
        {
            null or { Type: "ByteLevel" } => ([], []),
            { Type: "RobertaProcessing" or "BertProcessing", Cls: { } cls, Sep: { } sep } => ([cls[1].GetInt32()], [sep[1].GetInt32()]),
            _ => throw new ModelFolderException(
                $"{folder.Path}/tokenizer.json puts tokens around a text by '{processor.Type}'; known are RobertaProcessing and "
                + "BertProcessing."
            ),
        };

    private static string Pair(JsonElement merge) =>
        merge.ValueKind == JsonValueKind.Array ? $"{merge[0].GetString()} {merge[1].GetString()}" : merge.GetString()!;

    /// <summary>How GPT-2 cuts text before merging.</summary>
    [GeneratedRegex(
        @"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Words();
}
