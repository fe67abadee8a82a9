using System.Text;
using CaptionCluster.Storage.Captions;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Tests.Captions;

public sealed class CaptionRowTests
{
    [Fact]
    public void Of_TwelveTokensOfFortyNineWeights_TakesUnderTwoKilobytes()
    {
        var stored = StoredCaptions.Make(1, text: "a brown dog is running through the wet grass near water today");
        Assert.Equal(12, stored.Caption.Tokens.Count);

        var row = Row(stored with { Caption = stored.Caption with { Alternatives = [] } });

        Assert.Equal(12 * 49 * 2, row.Attention.Length);
        Assert.InRange(row.Document.Length + row.Attention.Length, 1, 2048);
    }

    /// <summary>A format that changes by accident would make every stored caption unreadable.</summary>
    [Fact]
    public void ToStored_DocumentsOfVersionOne_AreRead()
    {
        const string Key = """
            {"model":{"name":"default","revision":"ab12","variant":"int8"},"numBeams":3,"lengthPenalty":0.7,"minNewTokens":2,"maxNewTokens":16,
             "repetitionPenalty":1.5,"noRepeatNgramSize":4,"rerank":true,"somethingNew":7}
            """;
        const string Document = """
            {"text":"a dog","score":-1.5,"ids":[4,5,2],"words":["a","dog",""],"logProbabilities":[-0.25,-0.5,-0.125],"cells":[2,1,0],
             "alternatives":[{"text":"a cat","score":-2,"adequacy":0.5}],
             "image":{"width":3,"height":2,"format":"Png"},
             "timing":{"queueSeconds":0.5,"encodeSeconds":1,"decodeSeconds":2,"encodeBatch":8,"decodeBatch":24},
             "somethingNew":[1,2,3]}
            """;

        var stored = Row(Key, Document, [0x00, 0x38, 0x00, 0x34, 0x00, 0x3C]).ToStored();

        var decoding = new DecodingOptions
        {
            NumBeams = 3,
            LengthPenalty = 0.7,
            MinNewTokens = 2,
            MaxNewTokens = 16,
            RepetitionPenalty = 1.5,
            NoRepeatNgramSize = 4,
            Rerank = true,
        };
        Assert.Equal(new CaptionKey(new ModelId("default", "ab12", "int8"), decoding), stored.Key);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1), stored.CreatedAt);
        Assert.Equal([0.5f, 0.25f], stored.Caption.Tokens[0].Attention);
        Assert.Equal([1f], stored.Caption.Tokens[1].Attention);
        Assert.Equal(
            (2, "", -0.125),
            (stored.Caption.Tokens[2].Id, stored.Caption.Tokens[2].Text, stored.Caption.Tokens[2].LogProbability)
        );
        Assert.Null(stored.Caption.Adequacy);
        Assert.Equal(new CaptionAlternative("a cat", -2, 0.5), Assert.Single(stored.Caption.Alternatives));
        Assert.Equal(new ImageInfo(3, 2, ImageFormat.Png), stored.Caption.Image);
        Assert.Equal(new InferenceTiming(0.5, 1, 2, 8, 24), stored.Caption.Timing);
    }

    /// <summary>An option that came after the document was written has its default, or the key would name another caption.</summary>
    [Fact]
    public void ToStored_OptionMissing_HasItsDefault()
    {
        var stored = Row("""{"model":{"name":"n","revision":"r","variant":"v"},"numBeams":3}""", EmptyDocument, []).ToStored();

        Assert.Equal(new DecodingOptions { NumBeams = 3 }, stored.Key.Decoding);
    }

    [Theory]
    [InlineData("\"numBeams\":\"three\"")]
    [InlineData("\"numBeams\":1e30")]
    [InlineData("\"earlyStopping\":\"WhenTired\"")]
    public void ToStored_NoValueOfAnOption_NamesThePicture(string option)
    {
        var row = Row($$$"""{"model":{"name":"n","revision":"r","variant":"v"},{{{option}}}}""", EmptyDocument, []);

        var error = Assert.Throws<StoreUnavailableException>(() => row.ToStored());

        Assert.Contains(StoredCaptions.Digest(1).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\":")]
    [InlineData("null")]
    [InlineData("{\"text\":\"a dog\"}")]
    public void ToStored_NotADocument_NamesThePicture(string json)
    {
        var error = Assert.Throws<StoreUnavailableException>(() => Row(EmptyKey, json, []).ToStored());

        Assert.Contains(StoredCaptions.Digest(1).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToStored_AttentionCut_NamesThePicture()
    {
        var row = Row(StoredCaptions.Make(1));

        var error = Assert.Throws<StoreUnavailableException>(() => (row with { Attention = row.Attention[..^2] }).ToStored());

        Assert.Contains(row.Digest.ToString(), error.Message, StringComparison.Ordinal);
    }

    private const string EmptyKey = """{"model":{"name":"n","revision":"r","variant":"v"}}""";

    private const string EmptyDocument = """
        {"text":"","score":0,"ids":[],"words":[],"logProbabilities":[],"cells":[],"image":{"width":3,"height":2,"format":"Png"},"timing":{}}
        """;

    private static CaptionRow Row(StoredCaption stored) => CaptionRow.Of(stored, KeyRow.Of(stored.Key));

    private static CaptionRow Row(string key, string document, byte[] attention) =>
        new(StoredCaptions.Digest(1), new KeyRow("key", Encoding.UTF8.GetBytes(key)), 1000, Encoding.UTF8.GetBytes(document), attention);
}
