using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Format;

/// <summary>Where the caption's time went. Seconds.</summary>
[BsonIgnoreExtraElements]
internal sealed record TimingDocument
{
    [BsonElement("queueSeconds")]
    public double QueueSeconds { get; init; }

    [BsonElement("encodeSeconds")]
    public double EncodeSeconds { get; init; }

    [BsonElement("decodeSeconds")]
    public double DecodeSeconds { get; init; }

    [BsonElement("encodeBatch")]
    public int EncodeBatch { get; init; }

    [BsonElement("decodeBatch")]
    public int DecodeBatch { get; init; }

    public static TimingDocument Of(InferenceTiming timing) => new()
    {
        QueueSeconds = timing.QueueSeconds,
        EncodeSeconds = timing.EncodeSeconds,
        DecodeSeconds = timing.DecodeSeconds,
        EncodeBatch = timing.EncodeBatch,
        DecodeBatch = timing.DecodeBatch,
    };

    public InferenceTiming ToTiming() => new(QueueSeconds, EncodeSeconds, DecodeSeconds, EncodeBatch, DecodeBatch);
}
