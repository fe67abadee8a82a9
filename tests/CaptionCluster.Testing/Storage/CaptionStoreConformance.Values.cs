using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>What a caption may hold.</content>
public abstract partial class CaptionStoreConformance
{
    [Fact]
    public async Task PutAsync_VeryLongCaption_IsKeptWhole()
    {
        var caption = StoredCaptions.Make(1, text: string.Join(' ', Enumerable.Range(0, 4000).Select(i => $"word{i}")));

        await Store.PutAsync(caption, None);

        StoredCaptionAssert.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    [Theory]
    [InlineData("un chien marron court dans l'herbe mouillée")]
    [InlineData("一只 棕色 的 狗 在 草地 上 奔跑")]
    [InlineData("a 🐕‍🦺 on a \"quoted\" \\ path\twith\u0000zero")]
    [InlineData("")]
    public async Task PutAsync_AnyText_IsKeptExactly(string text)
    {
        var caption = StoredCaptions.Make(1, text: text);

        await Store.PutAsync(caption, None);

        StoredCaptionAssert.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    [Fact]
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

        StoredCaptionAssert.Equal(bare, Assert.Single(await Store.GetAllAsync(bare.Digest, None)));
    }
}
