using CaptionCluster.Inference.Tests.Models;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Tests.Tokenizers;

/// <summary>
/// Every decoder section with clean_up_tokenization_spaces true, false and absent. What is expected follows from the sources of tokenizers
/// (decoders/*.rs, <c>TokenizerImpl::decode</c>) and Transformers 4.57 (<c>PreTrainedTokenizerFast._decode</c>): steps first, then, when
/// true alone, the clean-up of the whole text.
/// </summary>
public sealed class TextDecoderTests
{
    private const string CleaningWordPiece = """{ "type": "WordPiece", "prefix": "##", "cleanup": true }""";
    private const string PlainWordPiece = """{ "type": "WordPiece", "prefix": "##", "cleanup": false }""";

    [Theory]
    [InlineData("WordPiece", "null", "true", "a snow ##board ##er isn't's.")]
    [InlineData("WordPiece", "null", "false", "a snow ##board ##er is n ' t 's .")]
    [InlineData("WordPiece", "null", null, "a snow ##board ##er is n ' t 's .")]
    [InlineData("WordPiece", CleaningWordPiece, "true", "a snowboarder isn't's.")]
    [InlineData("WordPiece", CleaningWordPiece, "false", "a snowboarder is n ' t's.")]
    [InlineData("WordPiece", CleaningWordPiece, null, "a snowboarder is n ' t's.")]
    [InlineData("WordPiece", PlainWordPiece, "true", "a snowboarder isn't's.")]
    [InlineData("WordPiece", PlainWordPiece, "false", "a snowboarder is n ' t 's .")]
    [InlineData("WordPiece", PlainWordPiece, null, "a snowboarder is n ' t 's .")]
    [InlineData("WordLevel", "null", "true", "a snow ##board ##er isn't's.")]
    [InlineData("WordLevel", "null", "false", "a snow ##board ##er is n ' t 's .")]
    [InlineData("WordLevel", "null", null, "a snow ##board ##er is n ' t 's .")]
    [InlineData("WordLevel", CleaningWordPiece, null, "a snowboarder is n ' t's.")]
    [InlineData("BPE", "null", "false", "a snow ##board ##er is n ' t 's .")]
    public void Decode_PiecesOfWords(string model, string decoder, string? cleanUp, string expected) =>
        Assert.Equal(expected, Decode(model, decoder, cleanUp, "a", "snow", "##board", "##er", "is", "n", "'", "t", "'s", "."));

    [Theory]
    [InlineData("true", " a dog's ball, \"so\". do not")]
    [InlineData("false", " a dog 's ball , \"so\" . do not")]
    [InlineData(null, " a dog 's ball , \"so\" . do not")]
    public void Decode_ByteLevel(string? cleanUp, string expected) =>
        Assert.Equal(
            expected,
            Decode(
                "BPE",
                """{ "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true }""",
                cleanUp,
                "Ġa",
                "Ġdog",
                "Ġ's",
                "Ġball",
                "Ġ,",
                "Ġ\\\"",
                "so",
                "\\\"",
                "Ġ.",
                "Ġdo",
                "Ġnot"
            )
        );

    [Theory]
    [InlineData("true", "a dog runs.")]
    [InlineData("false", "a dog runs .")]
    [InlineData(null, "a dog runs .")]
    public void Decode_BpeSuffix(string? cleanUp, string expected) =>
        Assert.Equal(
            expected,
            Decode("BPE", """{ "type": "BPEDecoder", "suffix": "</w>" }""", cleanUp, "a</w>", "d", "og</w>", "runs</w>", ".</w>")
        );

    [Theory]
    [InlineData("\"prepend_scheme\": \"always\"", null, "a dog runs .")]
    [InlineData("\"prepend_scheme\": \"first\"", "true", "a dog runs.")]
    [InlineData("\"prepend_scheme\": \"never\"", null, " a dog runs .")]
    [InlineData("\"prepend_scheme\": \"never\"", "true", " a dog runs.")]
    [InlineData("\"add_prefix_space\": true", "false", "a dog runs .")]
    public void Decode_Metaspace(string scheme, string? cleanUp, string expected) =>
        Assert.Equal(
            expected,
            Decode("BPE", $$"""{ "type": "Metaspace", "replacement": "▁", {{scheme}} }""", cleanUp, "▁a", "▁d", "og", "▁runs", "▁.")
        );

    /// <summary>Llama's chain: bytes that make a character, bytes that don't, the space in front.</summary>
    [Theory]
    [InlineData("true", "a dog é \uFFFD\uFFFD.")]
    [InlineData("false", "a dog é \uFFFD\uFFFD .")]
    [InlineData(null, "a dog é \uFFFD\uFFFD .")]
    public void Decode_SequenceWithBytes(string? cleanUp, string expected) =>
        Assert.Equal(
            expected,
            Decode(
                "BPE",
                """
                { "type": "Sequence", "decoders": [ { "type": "Replace", "pattern": { "String": "▁" }, "content": " " }, { "type": "ByteFallback" }, { "type": "Fuse" },
                  { "type": "Strip", "content": " ", "start": 1, "stop": 0 } ] }
                """,
                cleanUp,
                "▁a",
                "▁dog",
                "▁",
                "<0xC3>",
                "<0xA9>",
                "▁",
                "<0xC3>",
                "<0x28>",
                "▁."
            )
        );

    [Theory]
    [InlineData("true", "true", "hello you.")]
    [InlineData("true", "false", "hello you .")]
    [InlineData("false", "false", "hello|you| .")]
    public void Decode_Ctc(string cleanup, string? cleanUp, string expected) => Assert.Equal(
        expected,
        Decode("WordLevel", $$"""{ "type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": {{cleanup}} }""", cleanUp,
            "h", "h", "e", "l", "<pad>", "l", "o", "o", "|", "|", "you", "|", "<pad>", cleanup == "true" ? "." : " ."));

    [Theory]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": "_+" }, "content": "$1" }""", "a$1$1b$1")]
    [InlineData("""{ "type": "Strip", "content": "_", "start": 1, "stop": 2 }""", "a_b")]
    [InlineData("""{ "type": "Fuse" }""", "a____b_")]
    [InlineData("""{ "type": "ByteFallback" }""", "a____b_")]
    [InlineData("""{ "type": "Sequence", "decoders": [] }""", "a____b_")]
    public void Decode_OneStep(string decoder, string expected) => Assert.Equal(expected, Decode("BPE", decoder, null, "a__", "__b_"));

    /// <summary>tokenizers looks at pieces: a piece " do not" is one word to it. Transformers' clean-up knows no such rule.</summary>
    [Fact]
    public void Decode_DoNotAsOnePiece_IsShortenedByTheDecoderAlone()
    {
        Assert.Equal("we don't", Decode("WordPiece", CleaningWordPiece, "false", "we", "do not"));
        Assert.Equal("we do not", Decode("WordPiece", PlainWordPiece, "true", "we", "do not"));
    }

    /// <summary>
    /// A word added later that holds a character of no byte is its own text; one that does not is read as bytes, as in the source.
    /// </summary>
    [Theory]
    [InlineData("Ġa b", "Ġa b")]
    [InlineData("<loc_7>", "<loc_7>")]
    [InlineData("é", "\uFFFD")]
    [InlineData("狗", "狗")]
    public void Decode_ByteLevelWithAddedWord_IsTextWhereItIsNoBytes(string added, string expected)
    {
        using var folder = new JsonFolder(
            (
                "tokenizer.json",
                $$"""
                { "model": { "type": "BPE", "vocab": { "a": 0 } }, "decoder": { "type": "ByteLevel" }, "added_tokens": [ { "id": 1, "content": "{{added}}", "special": false } ] }
                """
            )
        );

        Assert.Equal("a" + expected, TokenDecoders.From(folder.Folder).Decode([0, 1]));
    }

    /// <summary>Special is who is marked so, or has a role; by its text, wherever its number comes from.</summary>
    [Fact]
    public void Decode_SpecialTokens_AreLeftOut()
    {
        using var folder = new JsonFolder(
            ("tokenizer.json", """
                { "model": { "type": "WordLevel", "vocab": { "a": 0, "</s>": 1, "dog": 2, "<pad>": 3, "<x>": 4 } }, "decoder": null,
                  "added_tokens": [ { "id": 7, "content": "<x>", "special": true }, { "id": 8, "content": "<y>", "special": false } ] }
                """),
            ("tokenizer_config.json", """{ "eos_token": "</s>", "pad_token": { "content": "<pad>" }, "unk_token": null }"""));
        var decoder = TokenDecoders.From(folder.Folder);

        Assert.Equal("a dog <y>", decoder.Decode([3, 0, 4, 2, 7, 1, 8, 6, 99]));
        Assert.Equal(["", "a", "<y>", ""], new[] { 1, 0, 8, 99 }.Select(decoder.Token));
    }

    [Fact]
    public void Decode_Nothing_IsEmpty()
    {
        string[] decoders =
        [
            "null",
            """{ "type": "ByteLevel" }""",
            """{ "type": "BPEDecoder", "suffix": "</w>" }""",
            """{ "type": "Fuse" }""",
            """{ "type": "CTC", "pad_token": "p", "word_delimiter_token": "|", "cleanup": true }""",
        ];

        Assert.All(decoders, decoder => Assert.Equal("", Decode("BPE", decoder, "true")));
    }

    [Theory]
    [InlineData("""{ "type": "Unheard" }""", "'Unheard'")]
    [InlineData("""{ "type": "Sequence", "decoders": [ { "type": "Unheard" } ] }""", "'Unheard'")]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": "(" }, "content": "" }""", "Replace")]
    [InlineData("""{ "type": "Replace", "content": "" }""", "Replace")]
    public void From_DecoderThatIsNotKnown_IsRefusedByName(string decoder, string name) =>
        Assert.Contains(name, Assert.Throws<ModelFolderException>(() => Decode("BPE", decoder, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void From_Unigram_IsRefusedByName()
    {
        using var folder = new JsonFolder(
            (
                "tokenizer.json",
                """{ "model": { "type": "Unigram", "vocab": [["a", -1.5]] }, "decoder": { "type": "Metaspace", "replacement": "▁" } }"""
            )
        );

        Assert.Contains(
            "'Unigram'",
            Assert.Throws<ModelFolderException>(() => TokenDecoders.From(folder.Folder)).Message,
            StringComparison.Ordinal
        );
    }

    private static string Decode(string model, string decoder, string? cleanUp, params string[] tokens)
    {
        var vocabulary = string.Join(", ", tokens.Distinct(StringComparer.Ordinal).Select((token, id) => $"\"{token}\": {id}"));
        using var folder = new JsonFolder(
            ("tokenizer.json", $$"""{ "model": { "type": "{{model}}", "vocab": { {{vocabulary}} } }, "decoder": {{decoder}} }"""),
            ("tokenizer_config.json", cleanUp is null ? "{}" : $$"""{ "clean_up_tokenization_spaces": {{cleanUp}} }"""));
        var distinct = tokens.Distinct(StringComparer.Ordinal).ToList();
        return TokenDecoders.From(folder.Folder).Decode([.. tokens.Select(token => distinct.IndexOf(token))]);
    }
}
