using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Words;

/// <summary>What listeners hear while real models decode: the bundled one, and the miniatures of the transformer families.</summary>
public sealed class DecodedWordsTests
{
    private const string Photo = "photos/free/coffee.png";

    public static TheoryData<string> Models => ["bundled", "tiny-vit-gpt2", "tiny-florence2"];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Decode_Greedy_EachTextGoesOnFromTheOneBeforeAndTheLastIsTheCaption(string name)
    {
        using var model = await LoadAsync(name);
        var words = new HeardWords();

        var caption = await CaptionAsync(model, words, model.Description.Decoding with { NumBeams = 1 });

        AssertGrows(words.Texts);
        Assert.Equal(caption.Tokens.Count, words.Texts.Length);
        Assert.Equal(caption.Text, words.Texts[^1]);
        Assert.True(words.Texts.Distinct(StringComparer.Ordinal).Count() > 2, "The words come one by one.");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Decode_Sampling_EachTextGoesOnFromTheOneBeforeAndTheLastIsTheCaption(string name)
    {
        using var model = await LoadAsync(name);
        var words = new HeardWords();

        var caption = await CaptionAsync(
            model,
            words,
            model.Description.Decoding with
            {
                NumBeams = 1,
                DoSample = true,
                TopK = 20,
                Seed = 3,
            }
        );

        AssertGrows(words.Texts);
        Assert.Equal(caption.Text, words.Texts[^1]);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Decode_Beams_TheLastTextIsTheCaptionAndListeningChangesNothing(string name)
    {
        using var model = await LoadAsync(name);
        var words = new HeardWords();
        var decoding = model.Description.Decoding with { NumBeams = 3 };

        var caption = await CaptionAsync(model, words, decoding);

        Assert.Equal(caption.Text, words.Texts[^1]);
        Assert.True(words.Texts.Length > 2);
        Assert.Equal(
            caption.Tokens.Select(token => token.Id),
            (await CaptionAsync(model, null, decoding)).Tokens.Select(token => token.Id)
        );
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Decode_NobodyListens_NothingIsSaid(string name)
    {
        using var model = await LoadAsync(name);
        var words = new HeardWords { IsListening = false };

        await CaptionAsync(model, words, model.Description.Decoding);

        Assert.Empty(words.Texts);
    }

    [Fact]
    public async Task Decode_ListenerLeavesMidway_NothingMoreIsSaid()
    {
        using var model = await LoadAsync("bundled");
        var words = new HeardWords();
        words.Heard = _ => words.IsListening = words.Texts.Length < 2;

        await CaptionAsync(model, words, model.Description.Decoding);

        Assert.Equal(2, words.Texts.Length);
    }

    /// <summary>In one batch each hears its own words.</summary>
    [Fact]
    public async Task Decode_ManyAtOnce_EachHearsItsOwn()
    {
        using var model = await LoadAsync("bundled");
        var decodings = Enumerable
            .Range(0, 8)
            .Select(seed => model.Description.Decoding with { NumBeams = 1, DoSample = true, Seed = seed })
            .ToArray();
        var heard = decodings.Select(_ => new HeardWords()).ToArray();

        var captions = await Task.WhenAll(decodings.Zip(heard).Select(pair => CaptionAsync(model, pair.Second, pair.First)));

        Assert.All(captions.Zip(heard), pair => Assert.Equal(pair.First.Text, pair.Second.Texts[^1]));
    }

    private static void AssertGrows(string[] texts) =>
        Assert.All(texts.Zip(texts.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));

    private static Task<ILoadedModel> LoadAsync(string name) =>
        TestModels.LoadAsync(name == "bundled" ? Fixtures.Model : Fixtures.Local(name));

    private static Task<Caption> CaptionAsync(ILoadedModel model, HeardWords? words, DecodingOptions decoding) =>
        model.CaptionAsync(GoldenPixels.Of(Photo, model.Description.Processing), decoding, CancellationToken.None, words);
}
