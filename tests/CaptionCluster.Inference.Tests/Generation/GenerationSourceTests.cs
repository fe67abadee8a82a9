using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Generation;

/// <summary>Which file counts, after <c>from_model_config</c> and <c>_prepare_generation_config</c> of Transformers 4.57.</summary>
public sealed class GenerationSourceTests
{
    private const string Beams = """{ "model_type": "test", "num_beams": 4, "length_penalty": 2.0, "max_length": 30 }""";

    [Fact]
    public void From_GenerationConfigPresent_ConfigJsonFillsNoGaps() =>
        Assert.Equal((1, 1.0, 15), Decoding(Beams, """{ "max_length": 16 }"""));

    [Fact]
    public void From_EmptyGenerationConfig_ConfigJsonFillsNoGaps() => Assert.Equal((1, 1.0, 19), Decoding(Beams, "{}"));

    [Fact]
    public void From_NoGenerationConfig_ConfigJsonSays() => Assert.Equal((4, 2.0, 29), Decoding(Beams, null));

    [Fact]
    public void From_MadeFromModelConfig_ConfigJsonSays() =>
        Assert.Equal((4, 2.0, 29), Decoding(Beams, """{ "_from_model_config": true }"""));

    /// <summary>Who changed config.json meant it: it wins over what was once made of it.</summary>
    [Fact]
    public void From_MadeFromModelConfigThatSaysOtherwise_ConfigJsonSays() =>
        Assert.Equal((4, 2.0, 29), Decoding(Beams, """{ "_from_model_config": true, "num_beams": 2, "length_penalty": 0.5 }"""));

    [Theory]
    [InlineData("""{ "model_type": "test" }""")]
    [InlineData(
        """{ "model_type": "test", "num_beams": 1, "max_length": 20, "length_penalty": 1.0, "do_sample": false, "use_cache": true, "typical_p": 1.0 }"""
    )]
    public void From_MadeFromModelConfigThatChoosesNothing_GenerationConfigSays(string config) =>
        Assert.Equal((3, 1.0, 23), Decoding(config, """{ "_from_model_config": true, "num_beams": 3, "max_length": 24 }"""));

    [Fact]
    public void From_FlagIsFalse_ConfigJsonFillsNoGaps() =>
        Assert.Equal((1, 1.0, 19), Decoding(Beams, """{ "_from_model_config": false }"""));

    [Fact]
    public void From_DecoderSection_FillsWhatConfigJsonLeavesAtItsDefault() =>
        Assert.Equal(
            (4, 0.5, 24),
            Decoding(
                """{ "model_type": "test", "num_beams": 4, "max_length": 20, "decoder": { "num_beams": 2, "max_length": 25, "length_penalty": 0.5 } }""",
                null
            )
        );

    [Fact]
    public void From_GenerationConfigPresent_DecoderSectionFillsNoGaps() => Assert.Equal(
        (1, 1.0, 19), Decoding("""{ "model_type": "test", "decoder": { "num_beams": 2, "max_length": 25 } }""", "{}"));

    [Fact]
    public void From_ForcedTokensOfConfigJson_FillNoGaps()
    {
        using var folder = new JsonFolder(
            (
                "config.json",
                """{ "model_type": "test", "decoder_start_token_id": 1, "eos_token_id": 2, "forced_bos_token_id": 3, "suppress_tokens": [4], "bad_words_ids": [[5]] }"""
            ),
            ("generation_config.json", "{}")
        );

        var tokens = GenerationConfig.From(folder.Folder).Tokens(folder.Folder);

        Assert.Equal((1, 2, null), (tokens.Start, tokens.Eos, tokens.ForcedBos));
        Assert.Empty(tokens.Suppressed);
        Assert.Empty(tokens.BadWords);
    }

    [Fact]
    public void From_BartsOldWord_ForcesBos()
    {
        using var folder = new JsonFolder(
            ("config.json", """{ "model_type": "test", "bos_token_id": 1, "eos_token_id": 2, "force_bos_token_to_be_generated": true }""")
        );

        Assert.Equal(1, GenerationConfig.From(folder.Folder).Tokens(folder.Folder).ForcedBos);
    }

    [Fact]
    public void From_SettingThatIsNotDone_OnlyWhereItCounts()
    {
        Decoding("""{ "model_type": "test", "typical_p": 0.5 }""", "{}");

        var refused = Assert.Throws<ModelFolderException>(() =>
            Decoding("""{ "model_type": "test", "decoder": { "typical_p": 0.5 } }""", null)
        );
        Assert.Contains("config.json sets typical_p to 0.5", refused.Message, StringComparison.Ordinal);
    }

    private static (int Beams, double LengthPenalty, int MaxNewTokens) Decoding(string config, string? generation)
    {
        (string, string)[] files = generation is null
            ? [("config.json", config)]
            : [("config.json", config), ("generation_config.json", generation)];
        using var folder = new JsonFolder(files);
        var decoding = GenerationConfig.From(folder.Folder, "decoder").Decoding(folder.Folder, limit: 100);
        return (decoding.NumBeams, decoding.LengthPenalty, decoding.MaxNewTokens);
    }
}
