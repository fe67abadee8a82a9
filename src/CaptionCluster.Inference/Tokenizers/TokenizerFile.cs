using System.Globalization;
using System.Text.Json;
using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>tokenizer.json, or vocab.json and merges.txt where there is none, with what tokenizer_config.json adds.</summary>
internal sealed record TokenizerFile(
    TokenizerModel? Model,
    AddedToken[]? AddedTokens,
    DecoderPart? Decoder,
    PreTokenizerPart? PreTokenizer,
    PostProcessor? PostProcessor
)
{
    private TokenizerConfig? _config;

    /// <summary>
    /// <c>clean_up_tokenization_spaces</c> of tokenizer_config.json; Transformers 4.45 and later take its absence for no.
    /// </summary>
    public bool CleansUp => _config?.CleanUpTokenizationSpaces ?? false;

    /// <exception cref="ModelFolderException">No tokenizer in the folder.</exception>
    public static TokenizerFile From(ModelFolder folder)
    {
        var config = folder.ReadOptional<TokenizerConfig>("tokenizer_config.json");
        var file = folder.ReadOptional<TokenizerFile>("tokenizer.json") ?? FromVocabulary(folder)
            ?? throw new ModelFolderException($"{folder.Path} has no tokenizer.json, and no vocab.json with merges.txt.");
        var further = config?.AddedTokensDecoder?.Select(token => new AddedToken(
            int.Parse(token.Key, CultureInfo.InvariantCulture),
            token.Value.Content ?? "",
            token.Value.Special
        ));
        return file with { AddedTokens = [.. file.AddedTokens ?? [], .. further ?? []], _config = config };
    }

    /// <summary>Every token's text; null where a number is not given out.</summary>
    public string?[] TokensById()
    {
        var vocabulary = Model?.Vocabulary() ?? [];
        var added = AddedTokens ?? [];
        var tokens = new string?[
            Math.Max(vocabulary.Count == 0 ? 0 : vocabulary.Values.Max(), added.Length == 0 ? 0 : added.Max(token => token.Id)) + 1
        ];
        foreach (var (text, id) in vocabulary)
        {
            tokens[id] = text;
        }

        foreach (var token in added)
        {
            tokens[token.Id] = token.Content;
        }

        return tokens;
    }

    /// <summary>The texts of special tokens: those marked so, and those that tokenizer_config.json gives a role.</summary>
    public HashSet<string> SpecialTokens() =>
        [.. (AddedTokens ?? []).Where(token => token.Special).Select(token => token.Content), .. _config?.Roles() ?? []];

    private static TokenizerFile? FromVocabulary(ModelFolder folder) => folder.ReadOptional<JsonElement?>("vocab.json") is { } vocabulary
        ? new TokenizerFile(new TokenizerModel("BPE", vocabulary, Merges(folder)), null, new DecoderPart("ByteLevel"), null, null)
        : null;

    /// <summary>merges.txt: a pair a line, in the order of their ranks, under a line with the version.</summary>
    private static JsonElement? Merges(ModelFolder folder)
    {
        var path = Path.Combine(folder.Path, "merges.txt");
        if (!File.Exists(path))
        {
            return null;
        }

        return JsonSerializer.SerializeToElement(
            File.ReadAllLines(path).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))
        );
    }
}

/// <summary>Whether ids are put around a text: <c>[token, id]</c> each.</summary>
internal sealed record PostProcessor(string? Type, JsonElement? Cls, JsonElement? Sep);

/// <param name="Vocab">An object of ids by text, in the kinds that are known.</param>
/// <param name="Merges">Pairs, or texts with a space between.</param>
internal sealed record TokenizerModel(string? Type, JsonElement? Vocab, JsonElement? Merges)
{
    public Dictionary<string, int>? Vocabulary() =>
        Vocab is { ValueKind: JsonValueKind.Object } ids ? ids.Deserialize<Dictionary<string, int>>() : null;
}

internal sealed record AddedToken(int Id, string Content, bool Special);

internal sealed record PreTokenizerPart(string? Type, bool? AddPrefixSpace);

/// <summary>Every decoder's settings; each has a few of them.</summary>
internal sealed record DecoderPart(
    string? Type,
    bool? Cleanup = null,
    string? Prefix = null,
    string? Suffix = null,
    string? Replacement = null,
    string? PrependScheme = null,
    bool? AddPrefixSpace = null,
    string? PadToken = null,
    string? WordDelimiterToken = null,
    JsonElement? Pattern = null,
    string? Content = null,
    int? Start = null,
    int? Stop = null,
    DecoderPart[]? Decoders = null
);
