using CaptionCluster.Inference.Tokenizers.Steps;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>
/// Ids to text as the fast tokenizers do it: special tokens are dropped by their text, the rest goes through the steps of tokenizer.json's
/// decoder and is put together; without a decoder a space goes between. Then the clean-up that tokenizer_config.json asks for.
/// </summary>
/// <param name="steps">Null where there is no decoder.</param>
internal sealed class TextDecoder(TokenizerFile file, IDecoderStep[]? steps) : ITokenDecoder
{
    private const char NoCharacter = '\uFFFD';

    /// <summary>A character has up to four bytes in UTF-8.</summary>
    private const int MostOpenBytes = 3;

    private readonly string?[] _tokens = file.TokensById();
    private readonly HashSet<string> _special = file.SpecialTokens();

    public string Decode(ReadOnlySpan<int> ids)
    {
        var tokens = new List<string>(ids.Length);
        foreach (var id in ids)
        {
            if (Find(id) is { } token) tokens.Add(token);
        }

        foreach (var step in steps ?? []) step.Apply(tokens);
        var text = string.Join(steps is null ? " " : "", tokens);
        return file.CleansUp ? CleanUp.Text(text) : text;
    }

    public string DecodeOpen(ReadOnlySpan<int> ids)
    {
        var text = WholeCharacters(ids);
        return file.CleansUp ? CleanUp.Settled(text) : text;
    }

    public string Token(int id)
    {
        var token = Find(id) ?? "";
        foreach (var step in steps ?? []) token = step.Show(token);
        return token;
    }

    /// <summary>
    /// Some steps give up a whole run of bytes for the one character that is not complete: then the text before its first bytes says more.
    /// </summary>
    private string WholeCharacters(ReadOnlySpan<int> ids)
    {
        var text = Decode(ids);
        if (!text.EndsWith(NoCharacter)) return text;
        text = text.TrimEnd(NoCharacter);
        for (var cut = 1; cut <= MostOpenBytes && cut < ids.Length; cut++)
        {
            var before = Decode(ids[..^cut]).TrimEnd(NoCharacter);
            if (before.Length > text.Length) text = before;
        }

        return text;
    }

    private string? Find(int id) => (uint)id < (uint)_tokens.Length && _tokens[id] is { } token && !_special.Contains(token) ? token : null;
}
