using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Generation;

public sealed class GenerationConfigTests
{
    [Fact]
    public void Decoding_Nothing_IsWhatTransformersDoes()
    {
        using var folder = new JsonFolder();

        var decoding = GenerationConfig.From(folder.Folder).Decoding(folder.Folder, limit: 100);

        Assert.Equal(
            (1, 19, 0, EarlyStopping.WhenUnlikely, false),
            (decoding.NumBeams, decoding.MaxNewTokens, decoding.MinNewTokens, decoding.EarlyStopping, decoding.DoSample)
        );
    }

    [Fact]
    public void Decoding_LengthsWithTheStartToken_AreCountedWithout()
    {
        using var folder = new JsonFolder(
            ("generation_config.json", """{ "max_length": 16, "min_length": 5, "early_stopping": "never", "num_beams": 4 }""")
        );

        var decoding = GenerationConfig.From(folder.Folder).Decoding(folder.Folder, limit: 100);

        Assert.Equal((15, 4, EarlyStopping.WhenImpossible), (decoding.MaxNewTokens, decoding.MinNewTokens, decoding.EarlyStopping));
    }

    [Fact]
    public void Tokens_NotInGenerationConfig_AreThoseOfConfigJson()
    {
        using var folder = new JsonFolder(
            ("config.json", """{ "model_type": "test", "decoder_start_token_id": 3, "eos_token_id": 5 }"""),
            ("generation_config.json", """{ "eos_token_id": [7, 8] }""")
        );

        var tokens = GenerationConfig.From(folder.Folder).Tokens(folder.Folder);

        Assert.Equal((3, 7), (tokens.Start, tokens.Eos));
        Assert.True(tokens.IsEos(8));
        Assert.False(tokens.IsEos(5));
    }

    [Fact]
    public void Tokens_RulesOfTheFolder_AreTaken()
    {
        using var folder = new JsonFolder(
            (
                "generation_config.json",
                """
                { "bos_token_id": 1, "eos_token_id": [2, 3], "forced_eos_token_id": [2, 3], "bad_words_ids": [[4], [5, 6], [2]], "encoder_repetition_penalty": 1.5,
                  "renormalize_logits": true, "min_p": 0.1 }
                """
            )
        );
        var model = folder.Folder;

        var tokens = GenerationConfig.From(model).Tokens(model);

        Assert.Equal([[4], [5, 6]], tokens.BadWords); // EOS is no bad word, as in Transformers.
        Assert.Equal((2, 1.5, true, 0.1), (tokens.ForcedEos!.Value, tokens.PromptPenalty, tokens.Renormalizes, tokens.MinP));
        Assert.Equal([3], tokens.OtherForcedEos);
        Assert.Contains("encoder_repetition_penalty", Assert.Single(model.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "num_beam_groups": 2 }""", "num_beam_groups")]
    [InlineData("""{ "penalty_alpha": 0.6 }""", "penalty_alpha")]
    [InlineData("""{ "do_sample": true, "num_beams": 3 }""", "do_sample")]
    [InlineData("""{ "early_stopping": 3 }""", "early_stopping")]
    [InlineData("""{ "num_beams": 0 }""", "num_beams")]
    [InlineData("""{ "num_beams": "many" }""", "num_beams")]
    [InlineData("""{ "max_new_tokens": 0 }""", "max_new_tokens")]
    [InlineData("""{ "length_penalty": 1e999 }""", "length_penalty")]
    [InlineData("""{ "repetition_penalty": 0 }""", "repetition_penalty")]
    [InlineData("""{ "encoder_repetition_penalty": -1 }""", "encoder_repetition_penalty")]
    [InlineData("""{ "min_p": 1.5 }""", "min_p")]
    [InlineData("""{ "top_p": 0 }""", "top_p")]
    [InlineData("""{ "temperature": 0 }""", "temperature")]
    [InlineData("""{ "bad_words_ids": [] }""", "bad_words_ids")]
    [InlineData("""{ "bad_words_ids": [[]] }""", "bad_words_ids")]
    [InlineData("""{ "bad_words_ids": [7] }""", "bad_words_ids")]
    public void Decoding_WaysThatAreNotKnown_AreRefusedByName(string json, string name)
    {
        using var folder = new JsonFolder(("generation_config.json", json));

        var refused = Assert.Throws<ModelFolderException>(() => GenerationConfig.From(folder.Folder).Decoding(folder.Folder, limit: 100));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_NoStart_IsRefused()
    {
        using var folder = new JsonFolder();

        Assert.Contains(
            "decoder_start_token_id",
            Assert.Throws<ModelFolderException>(() => GenerationConfig.From(folder.Folder).Tokens(folder.Folder)).Message,
            StringComparison.Ordinal
        );
    }
}
