using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Storage.MongoDB.Opening;
using CaptionCluster.Testing.Storage;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

public sealed class StoredCaptionDocumentTests
{
    public StoredCaptionDocumentTests() => Documents.Prepare();

    /// <summary>A shape that changes by accident would make every stored caption unreadable.</summary>
    [Fact]
    public void ToStored_DocumentOfVersionOne_IsRead()
    {
        var document = Document();

        var stored = Read(document).ToStored();

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
        Assert.Equal(StoredCaptions.Digest(1), stored.Digest);
        Assert.Equal(new CaptionKey(new ModelId("default", "ab12", "int8"), decoding), stored.Key);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(1234), stored.CreatedAt);
        Assert.Equal([0.5f, 0.25f], stored.Caption.Tokens[0].Attention);
        Assert.Equal([1f], stored.Caption.Tokens[1].Attention);
        Assert.Equal(
            (2, "", -0.125),
            (stored.Caption.Tokens[2].Id, stored.Caption.Tokens[2].Text, stored.Caption.Tokens[2].LogProbability)
        );
        Assert.Null(stored.Caption.Adequacy);
        Assert.Null(stored.Caption.Quality);
        Assert.Equal(new CaptionAlternative("a cat", -2, 0.5), Assert.Single(stored.Caption.Alternatives));
        Assert.Equal(new ImageInfo(3, 2, ImageFormat.Png), stored.Caption.Image);
        Assert.Equal(new InferenceTiming(0.5, 1, 2, 8, 24), stored.Caption.Timing);
    }

    [Fact]
    public void Of_ACaption_HasTheShapeOfVersionOne()
    {
        var document = StoredCaptionDocument.Of(StoredCaptions.Make(1), TimeSpan.FromDays(1)).ToBsonDocument();

        Assert.Equal(Document().Names.Where(name => name != "somethingNew").Append("expiresAt"), document.Names);
        Assert.Equal(Document()["model"].AsBsonDocument.Names, document["model"].AsBsonDocument.Names);
        Assert.Equal(DecodingOption.All.Select(option => option.Name), document["decoding"].AsBsonDocument.Names);
        Assert.Equal(
            Document()["decoding"].AsBsonDocument.Names,
            document["decoding"].AsBsonDocument.Names.Take(Document()["decoding"].AsBsonDocument.ElementCount)
        );
        Assert.Equal(
            Document()["caption"].AsBsonDocument.Names.Where(name => name != "somethingNew").Append("adequacy").Append("quality").Order(),
            document["caption"].AsBsonDocument.Names.Order()
        );
        Assert.Equal(Document()["caption"]["timing"].AsBsonDocument.Names, document["caption"]["timing"].AsBsonDocument.Names);
    }

    [Fact]
    public void Of_TwelveTokensOfFortyNineWeights_TakesUnderThreeKilobytes()
    {
        var stored = StoredCaptions.Make(1, text: "a brown dog is running through the wet grass near water today");
        Assert.Equal(12, stored.Caption.Tokens.Count);

        Assert.InRange(StoredCaptionDocument.Of(stored, null).ToBson().Length, 1, 3072);
    }

    /// <summary>An option that came after the document was written has its default, or the key would name another caption.</summary>
    [Fact]
    public void ToStored_OptionMissing_HasItsDefault()
    {
        var document = Document();
        document["decoding"] = new BsonDocument("numBeams", 3);

        Assert.Equal(new DecodingOptions { NumBeams = 3 }, Read(document).ToStored().Key.Decoding);
    }

    [Theory]
    [InlineData("ids")]
    [InlineData("words")]
    [InlineData("logProbabilities")]
    [InlineData("cells")]
    public void ToStored_ColumnCut_NamesThePicture(string column)
    {
        var document = Document();
        document["caption"][column].AsBsonArray.RemoveAt(0);

        var error = Assert.Throws<StoreUnavailableException>(() => Read(document).ToStored());

        Assert.Contains(StoredCaptions.Digest(1).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToStored_AttentionCut_NamesThePicture()
    {
        var document = Document();
        document["caption"]["attention"] = new byte[] { 1, 2, 3 };

        Assert.Throws<StoreUnavailableException>(() => Read(document).ToStored());
    }

    private static StoredCaptionDocument Read(BsonDocument document) => BsonSerializer.Deserialize<StoredCaptionDocument>(document);

    private static BsonDocument Document()
    {
        var document = BsonDocument.Parse("""
            { "digest": null, "key": "ab12/int8/b3", "model": {"name": "default", "revision": "ab12", "variant": "int8"},
              "decoding": {"numBeams": 3, "lengthPenalty": 0.7, "minNewTokens": 2, "maxNewTokens": 16, "repetitionPenalty": 1.5,
                "noRepeatNgramSize": 4, "rerank": true},
              "caption": {"text": "a dog", "score": -1.5, "ids": [4, 5, 2], "words": ["a", "dog", ""], "logProbabilities": [-0.25, -0.5, -0.125],
                "cells": [2, 1, 0], "attention": null, "alternatives": [{"text": "a cat", "score": -2.0, "adequacy": 0.5}],
                "image": {"width": 3, "height": 2, "format": "Png"},
                "timing": {"queueSeconds": 0.5, "encodeSeconds": 1.0, "decodeSeconds": 2.0, "encodeBatch": 8, "decodeBatch": 24},
                "somethingNew": [1, 2, 3]},
              "createdAt": {"$date": 1234}, "somethingNew": 7 }
            """);
        document["digest"] = StoredCaptions.Digest(1).ToByteArray();
        document["caption"]["attention"] = new byte[] { 0x00, 0x38, 0x00, 0x34, 0x00, 0x3C };
        return document;
    }
}
