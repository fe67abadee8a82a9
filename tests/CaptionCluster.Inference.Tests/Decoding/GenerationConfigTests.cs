using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Decoding;

public sealed class GenerationConfigTests
{
    [Fact]
    public void Decoding_Nothing_IsWhatTransformersDoes()
    {
        using var folder = new JsonFolder();

        var decoding = GenerationConfig.From(folder.Folder).Decoding(folder.Folder, limit: 100);

        Assert.Equal((1, 19, 0, EarlyStopping.WhenUnlikely, false), (decoding.NumBeams, decoding.MaxNewTokens, decoding.MinNewTokens, decoding.EarlyStopping, decoding.DoSample));
    }

    [Fact]
    public void Decoding_LengthsWithTheStartToken_AreCountedWithout()
    {
        using var folder = new JsonFolder(("generation_config.json", """{ "max_length": 16, "min_length": 5, "early_stopping": "never", "num_beams": 4 }"""));

        var decoding = GenerationConfig.From(folder.Folder).Decoding(folder.Folder, limit: 100);

        Assert.Equal((15, 4, EarlyStopping.WhenImpossible), (decoding.MaxNewTokens, decoding.MinNewTokens, decoding.EarlyStopping));
    }

    [Fact]
    public void Tokens_OlderFolder_AreThoseOfConfigJson()
    {
        using var folder = new JsonFolder(("generation_config.json", """{ "eos_token_id": [7, 8] }"""));

        var tokens = GenerationConfig.From(folder.Folder, new GenerationConfig { DecoderStartTokenId = 3, ForcedEosTokenId = 7 }).Tokens(folder.Folder);

        Assert.Equal((3, 7, 7), (tokens.Start, tokens.Eos, tokens.ForcedEos!.Value));
        Assert.True(tokens.IsEos(8));
    }

    [Theory]
    [InlineData("""{ "num_beam_groups": 2 }""", "num_beam_groups")]
    [InlineData("""{ "penalty_alpha": 0.6 }""", "penalty_alpha")]
    [InlineData("""{ "do_sample": true, "num_beams": 3 }""", "do_sample")]
    [InlineData("""{ "early_stopping": 3 }""", "early_stopping")]
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

        Assert.Contains("decoder_start_token_id", Assert.Throws<ModelFolderException>(() => GenerationConfig.From(folder.Folder).Tokens(folder.Folder)).Message, StringComparison.Ordinal);
    }
}
