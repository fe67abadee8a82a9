using System.Text.Json;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>What is read of tokenizer_config.json. A token is a text, or an object with the text as <c>content</c>.</summary>
internal sealed record TokenizerConfig
{
    public bool? CleanUpTokenizationSpaces { get; init; }

    public Dictionary<string, AddedTokenText>? AddedTokensDecoder { get; init; }

    public JsonElement? BosToken { get; init; }

    public JsonElement? EosToken { get; init; }

    public JsonElement? UnkToken { get; init; }

    public JsonElement? SepToken { get; init; }

    public JsonElement? PadToken { get; init; }

    public JsonElement? ClsToken { get; init; }

    public JsonElement? MaskToken { get; init; }

    public JsonElement? AdditionalSpecialTokens { get; init; }

    /// <summary>An array, or an object of tokens by their roles.</summary>
    public JsonElement? ExtraSpecialTokens { get; init; }

    /// <summary>The texts of the tokens with a role: Transformers makes them special, whether tokenizer.json says so or not.</summary>
    public IEnumerable<string> Roles() =>
        (
            (IEnumerable<JsonElement?>)
                [
                    BosToken,
                    EosToken,
                    UnkToken,
                    SepToken,
                    PadToken,
                    ClsToken,
                    MaskToken,
                    .. Many(AdditionalSpecialTokens),
                    .. Many(ExtraSpecialTokens),
                ]
        )
            .Select(Text)
            .OfType<string>()
            .Where(text => text.Length > 0);

    private static IEnumerable<JsonElement?> Many(JsonElement? tokens) => tokens switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(token => (JsonElement?)token),
        { ValueKind: JsonValueKind.Object } named => named.EnumerateObject().Select(token => (JsonElement?)token.Value),
        _ => [],
    };

    private static string? Text(JsonElement? token) =>
        token switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Object } described
                when described.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String =>
                content.GetString(),
            _ => null,
        };
}

internal sealed record AddedTokenText(string? Content, bool Special);
