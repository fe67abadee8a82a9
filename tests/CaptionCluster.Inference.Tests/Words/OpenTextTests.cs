using CaptionCluster.Inference.Tests.Models;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Tests.Words;

/// <summary>The text of a sentence that goes on: nothing of it is taken back later, and no more is held back than that takes.</summary>
public sealed class OpenTextTests
{
    private const string ByteLevel = """{ "type": "ByteLevel" }""";
    private const string WordPiece = """{ "type": "WordPiece", "prefix": "##", "cleanup": true }""";
    private const string Suffix = """{ "type": "BPEDecoder", "suffix": "</w>" }""";
    private const string Llama = """
        { "type": "Sequence", "decoders": [ { "type": "Replace", "pattern": { "String": "▁" }, "content": " " }, { "type": "ByteFallback" }, { "type": "Fuse" },
          { "type": "Strip", "content": " ", "start": 1, "stop": 0 } ] }
        """;

    /// <summary>Texts after each token, split by |.</summary>
    [Theory]
    [InlineData(ByteLevel, "false", "Ġa Ġdog Ġ's", " a| a dog| a dog 's")]
    [InlineData(ByteLevel, "false", "aâ Ĥ ¬ b", "a|a|a€|a€b")]
    [InlineData(ByteLevel, "false", "ð Ł Ĳ ¶ b", "|||🐶|🐶b")]
    [InlineData(ByteLevel, "false", "a Ĥ b", "a|a|a\uFFFDb")]
    [InlineData(Llama, "false", "▁a <0xE2> <0x82> <0xAC> <0xE2> <0x82> <0xAC>", "a|a|a|a€|a€|a€|a€€")]
    [InlineData(WordPiece, "false", "a snow ##board ##er", "a|a snow|a snowboard|a snowboarder")]
    [InlineData(Suffix, "false", "a</w> d og</w> runs</w>", "a|a d|a dog|a dog runs")]
    [InlineData("null", "true", "a dog ' s ball .", "a|a dog|a dog|a dog's|a dog's ball|a dog's ball.")]
    [InlineData("null", "true", "it is n ' t a nut", "it|it is|it is|it is|it isn't|it isn't a|it isn't a nut")]
    [InlineData("null", "false", "it is n ' t", "it|it is|it is n|it is n '|it is n ' t")]
    [InlineData("null", "true", "they 've , we 're", "they|they've|they've,|they've, we|they've, we're")]
    public void DecodeOpen_TokenByToken_OnlyGrows(string decoder, string cleanUp, string tokens, string expected)
    {
        var split = tokens.Split(' ');
        string[] vocabulary = [.. split.Distinct(StringComparer.Ordinal)];
        var tokenizer = Tokenizer(decoder, cleanUp, vocabulary);
        int[] ids = [.. split.Select(token => Array.IndexOf(vocabulary, token))];

        var texts = Enumerable.Range(1, ids.Length).Select(count => tokenizer.DecodeOpen(ids.AsSpan(0, count))).ToArray();

        Assert.Equal(expected.Split('|'), texts);
        Assert.All(texts.Zip(texts.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    /// <summary>Whatever tokens come, of those that clean-up and characters in pieces make trouble with.</summary>
    [Theory]
    [InlineData(ByteLevel, "false")]
    [InlineData(ByteLevel, "true")]
    [InlineData(WordPiece, "true")]
    [InlineData(Suffix, "true")]
    [InlineData("null", "true")]
    [InlineData("null", "false")]
    public void DecodeOpen_AnyTokens_IsABeginningOfTheWhole(string decoder, string cleanUp)
    {
        string[] pieces = decoder == ByteLevel
            ? ["a", "Ġdog", "Ġ", "Ġ'", "s", "'", "Ġn", "t", "Ġ.", "ð", "Ł", "Ĳ", "¶", "â", "Ĥ", "¬", "Ġ'r", "e"]
            : ["a", "dog", "##s", "'", "n", "t", "'s", "'t", "'v", "e", "'re", ".", ",", "do", "not", "n't", "d</w>", "'m"];
        var tokenizer = Tokenizer(decoder, cleanUp, pieces);
        var random = new Random(7);
        for (var sentence = 0; sentence < 5000; sentence++)
        {
            var ids = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(pieces.Length)).ToArray();
            var whole = tokenizer.Decode(ids);

            for (var count = 1; count <= ids.Length; count++)
            {
                Assert.StartsWith(tokenizer.DecodeOpen(ids.AsSpan(0, count)), whole, StringComparison.Ordinal);
            }
        }
    }

    private static ITokenDecoder Tokenizer(string decoder, string cleanUp, string[] vocabulary)
    {
        using var folder = new JsonFolder(
            (
                "tokenizer.json",
                $$"""
                { "model": { "type": "BPE", "vocab": { {{string.Join(
                    ", ",
                    vocabulary.Select((token, id) => $"\"{token}\": {id}")
                )}} } }, "decoder": {{decoder}} }
                """
            ),
            ("tokenizer_config.json", $$"""{ "clean_up_tokenization_spaces": {{cleanUp}} }""")
        );
        return TokenDecoders.From(folder.Folder);
    }
}
