using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>What a caption may hold.</content>
public abstract partial class CaptionStoreConformance
{
    /// <summary>
    /// A property that a caption or its key is given, and that the store does not keep, is found here without being named.
    /// </summary>
    [ConformanceFact]
    public async Task PutAsync_EveryPropertySet_IsKeptWhole()
    {
        var caption = Filled.Make<StoredCaption>();

        await Store.PutAsync(caption, None);

        Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    [ConformanceFact]
    public async Task PutAsync_VeryLongCaption_IsKeptWhole()
    {
        var caption = StoredCaptions.Make(1, text: string.Join(' ', Enumerable.Range(0, 4000).Select(i => $"word{i}")));

        await Store.PutAsync(caption, None);

        Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    [ConformanceTheory]
    [InlineData("un chien marron court dans l'herbe mouillée")]
    [InlineData("一只 棕色 的 狗 在 草地 上 奔跑")]
    [InlineData("a 🐕‍🦺 on a \"quoted\" \\ path\twith\u0000zero")]
    [InlineData("")]
    public async Task PutAsync_AnyText_IsKeptExactly(string text)
    {
        var caption = StoredCaptions.Make(1, text: text);

        await Store.PutAsync(caption, None);

        Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    /// <summary>Stores hold captions of versions that kept what was no number: they are missing, and computed again.</summary>
    [ConformanceTheory]
    [InlineData("score")]
    [InlineData("infinite score")]
    [InlineData("log-probability")]
    [InlineData("adequacy")]
    [InlineData("quality")]
    [InlineData("attention")]
    [InlineData("alternative")]
    public async Task GetAllAsync_CaptionThatIsNotSound_IsMissing(string what)
    {
        var (sound, other) = (StoredCaptions.Make(1), StoredCaptions.Make(1, StoredCaptions.Key with { Decoding = new DecodingOptions() }));
        var broken = sound with { Caption = Broken(sound.Caption, what) };
        await Store.PutAsync(broken, None);
        await Store.PutAsync(other, None);
        await Store.PutAsync(StoredCaptions.Make(2), None);

        Whole.Equal(other, Assert.Single(await Store.GetAllAsync(broken.Digest, None)));
        Assert.Single(await Store.GetAllAsync(StoredCaptions.Digest(2), None));

        await Store.PutAsync(sound, None);
        Assert.Equal(2, (await Store.GetAllAsync(sound.Digest, None)).Count);
    }

    [ConformanceFact]
    public async Task DeleteAsync_CaptionThatIsNotSound_RemovesIt()
    {
        var sound = StoredCaptions.Make(1);
        await Store.PutAsync(sound with { Caption = Broken(sound.Caption, "score") }, None);

        Assert.True(await Store.DeleteAsync(sound.Digest, None));
        Assert.False(await Store.DeleteAsync(sound.Digest, None));
    }

    [ConformanceFact]
    public async Task PutAsync_BareCaption_IsKeptExactly()
    {
        var full = StoredCaptions.Make(1);
        var bare = full with
        {
            Key = new CaptionKey(full.Key.Model, new DecodingOptions { LengthPenalty = 0, RepetitionPenalty = 0.5, Rerank = true }),
            Caption = full.Caption with
            {
                Score = double.NegativeInfinity,
                Adequacy = null,
                Quality = null,
                Alternatives = [],
                Tokens = [new CaptionToken(0, "", double.NegativeInfinity, []), new CaptionToken(1, "a", 0, [1f])],
                Timing = default,
            },
        };

        await Store.PutAsync(bare, None);

        Whole.Equal(bare, Assert.Single(await Store.GetAllAsync(bare.Digest, None)));
    }

    private static Caption Broken(Caption caption, string what) => what switch
    {
        "score" => caption with { Score = double.NaN },
        "infinite score" => caption with { Score = double.PositiveInfinity },
        "log-probability" => caption with { Tokens = [caption.Tokens[0], caption.Tokens[1] with { LogProbability = double.NaN }] },
        "adequacy" => caption with { Adequacy = double.NaN },
        "quality" => caption with { Quality = double.NaN },
        "attention" => caption with { Tokens = [caption.Tokens[0] with { Attention = [0.5f, float.NaN] }] },
        "alternative" => caption with { Alternatives = [new CaptionAlternative("a dog", double.NaN, null)] },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such number."),
    };
}
