using System.Text.Json;
using CaptionCluster.Inference.Models;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>tokenizer.json, or vocab.json and merges.txt where there is none, with what tokenizer_config.json adds.</summary>
internal sealed record TokenizerFile(TokenizerModel? Model, AddedToken[]? AddedTokens, TokenizerPart? Decoder, TokenizerPart? PreTokenizer, PostProcessor? PostProcessor)
{
    /// <summary>As tokenizer_config.json says.</summary>
    public bool CleansUp { get; private init; }

    /// <exception cref="ModelFolderException">No tokenizer in the folder.</exception>
    public static TokenizerFile From(ModelFolder folder)
    {
        var config = folder.ReadOptional<TokenizerConfig>("tokenizer_config.json");
        var file = folder.ReadOptional<TokenizerFile>("tokenizer.json") ?? FromVocabulary(folder)
            ?? throw new ModelFolderException($"{folder.Path} has no tokenizer.json, and no vocab.json with merges.txt.");
        var further = config?.AddedTokensDecoder?.Select(token => new AddedToken(int.Parse(token.Key, System.Globalization.CultureInfo.InvariantCulture), token.Value.Content ?? "", token.Value.Special));
        return file with { AddedTokens = [.. file.AddedTokens ?? [], .. further ?? []], CleansUp = config?.CleanUpTokenizationSpaces ?? file.Decoder?.Cleanup ?? false };
    }

    /// <summary>Every token's text; empty where a number is not given out.</summary>
    public string[] TokensById()
    {
        var vocabulary = Model?.Vocab ?? [];
        var added = AddedTokens ?? [];
        var tokens = new string[Math.Max(vocabulary.Count == 0 ? 0 : vocabulary.Values.Max(), added.Length == 0 ? 0 : added.Max(token => token.Id)) + 1];
        Array.Fill(tokens, "");
        foreach (var (text, id) in vocabulary) tokens[id] = text;
        foreach (var token in added) tokens[token.Id] = token.Content;
        return tokens;
    }

    public HashSet<int> SpecialIds() => [.. (AddedTokens ?? []).Where(token => token.Special).Select(token => token.Id)];

    public HashSet<int> AddedIds() => [.. (AddedTokens ?? []).Select(token => token.Id)];

    private static TokenizerFile? FromVocabulary(ModelFolder folder) => folder.ReadOptional<Dictionary<string, int>>("vocab.json") is { } vocabulary
        ? new TokenizerFile(new TokenizerModel("BPE", vocabulary, null, Merges(folder)), null, new TokenizerPart("ByteLevel", null, false), null, null)
        : null;

    /// <summary>merges.txt: a pair a line, in the order of their ranks, under a line with the version.</summary>
    private static JsonElement? Merges(ModelFolder folder)
    {
        var path = Path.Combine(folder.Path, "merges.txt");
        if (!File.Exists(path)) return null;
        return JsonSerializer.SerializeToElement(File.ReadAllLines(path).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)));
    }
}

/// <summary>Whether ids are put around a text: <c>[token, id]</c> each.</summary>
internal sealed record PostProcessor(string? Type, JsonElement? Cls, JsonElement? Sep);

/// <param name="Merges">Pairs, or texts with a space between.</param>
internal sealed record TokenizerModel(string? Type, Dictionary<string, int>? Vocab, string? ContinuingSubwordPrefix, JsonElement? Merges);

internal sealed record AddedToken(int Id, string Content, bool Special);

internal sealed record TokenizerPart(string? Type, bool? Cleanup, bool AddPrefixSpace);

internal sealed record TokenizerConfig(bool? CleanUpTokenizationSpaces, Dictionary<string, AddedTokenText>? AddedTokensDecoder);

internal sealed record AddedTokenText(string? Content, bool Special);
