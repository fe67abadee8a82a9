using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Tests.Models;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Tests.Tokenizers;

public sealed class TokenDecoderTests
{
    [Fact]
    public void Decode_WordPiece_JoinsPiecesAndCleansUp()
    {
        using var folder = new JsonFolder(
            ("tokenizer.json", """
                { "model": { "type": "WordPiece", "vocab": { "[CLS]": 0, "snow": 1, "##board": 2, "##er": 3, "a": 4, ".": 5 }, "continuing_subword_prefix": "##" },
                  "decoder": { "type": "WordPiece", "prefix": "##", "cleanup": false },
                  "added_tokens": [ { "id": 0, "content": "[CLS]", "special": true } ] }
                """),
            ("tokenizer_config.json", """{ "clean_up_tokenization_spaces": true }"""));

        Assert.Equal("a snowboarder.", TokenDecoders.From(folder.Folder).Decode([0, 4, 1, 2, 3, 5]));
    }

    [Fact]
    public void Decode_ByteLevel_BytesOfSeveralTokensMakeOneCharacter()
    {
        // é is C3 A9, written as the characters that stand for these bytes.
        using var folder = new JsonFolder(("tokenizer.json", """
            { "model": { "type": "BPE", "vocab": { "Ġcaf": 0, "Ã": 1, "©": 2, "<end>": 3 } }, "decoder": { "type": "ByteLevel" },
              "added_tokens": [ { "id": 3, "content": "<end>", "special": true } ] }
            """));
        var tokenizer = TokenDecoders.From(folder.Folder);

        Assert.Equal(" café", tokenizer.Decode([0, 1, 2, 3]));
        Assert.Equal(" caf\uFFFD", tokenizer.Decode([0, 1]));
        Assert.Equal("", tokenizer.Token(3));
    }

    [Fact]
    public void Decode_VocabularyAndMergesAlone_SameAsTokenizerJson()
    {
        using var older = new JsonFolder(
            ("vocab.json", File.ReadAllText(Fixtures.Local("tiny-vit-gpt2", "vocab.json"))),
            ("merges.txt", File.ReadAllText(Fixtures.Local("tiny-vit-gpt2", "merges.txt"))),
            ("tokenizer_config.json", File.ReadAllText(Fixtures.Local("tiny-vit-gpt2", "tokenizer_config.json"))));
        int[] ids = [65, 350, 267, 257, 372, 409, 0];

        Assert.Equal(
            TokenDecoders.From(new ModelFolder(Fixtures.Local("tiny-vit-gpt2"))).Decode(ids),
            TokenDecoders.From(older.Folder).Decode(ids)
        );
    }

    [Fact]
    public void From_UnknownKind_NamesItAndTheKnown()
    {
        using var folder = new JsonFolder(("tokenizer.json", """{ "model": { "type": "Unigram" }, "decoder": { "type": "Metaspace" } }"""));

        var refused = Assert.Throws<ModelFolderException>(() => TokenDecoders.From(folder.Folder));

        Assert.Contains("'Unigram'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("WordPiece", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_Prompt_DecodesToItselfBetweenItsSpecialTokens()
    {
        var folder = new ModelFolder(Fixtures.Local("tiny-florence2"));
        var ids = ByteLevelEncoder.From(folder).Encode("What does the image describe?");

        Assert.Equal((0, 2), (ids[0], ids[^1]));
        Assert.Equal("What does the image describe?", TokenDecoders.From(folder).Decode(ids));
    }
}
