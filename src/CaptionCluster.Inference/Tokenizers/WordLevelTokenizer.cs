using System.Text;
using CaptionCluster.Inference.Models;

namespace CaptionCluster.Inference.Tokenizers;

/// <summary>The <c>WordLevel</c> model of tokenizer.json: a token a word, joined by a space.</summary>
internal sealed class WordLevelTokenizer : ITokenDecoder
{
    private readonly string[] _words;

    private WordLevelTokenizer(string[] words) => _words = words;

    /// <exception cref="ModelFolderException">tokenizer.json is missing or of another kind.</exception>
    public static WordLevelTokenizer From(ModelFolder folder)
    {
        var file = folder.Read<TokenizerFile>("tokenizer.json");
        if (file.Model is not { Type: "WordLevel", Vocab: { Count: > 0 } vocabulary })
        {
            throw new ModelFolderException($"{folder.Path}/tokenizer.json is of type '{file.Model?.Type}'; this model needs WordLevel.");
        }

        var words = new string[vocabulary.Values.Max() + 1];
        Array.Fill(words, "");
        foreach (var (word, id) in vocabulary) words[id] = word;
        foreach (var added in file.AddedTokens ?? [])
        {
            if (added.Special && added.Id < words.Length) words[added.Id] = "";
        }

        return new WordLevelTokenizer(words);
    }

    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (Token(id) is not { Length: > 0 } word) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }

    public string Token(int id) => (uint)id < (uint)_words.Length ? _words[id] : "";

    private sealed record TokenizerFile(TokenizerModel? Model, AddedToken[]? AddedTokens);

    private sealed record TokenizerModel(string? Type, Dictionary<string, int>? Vocab);

    private sealed record AddedToken(int Id, bool Special);
}
