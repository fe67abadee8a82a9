using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>
/// What a person wrote in the place of a picture's captions by one revision of a model:
/// <code>{ digest: BinData(32 bytes), revision: "…", picture: BinData(32 bytes), model: {…}, text: "…", modelText: "…", at: date }</code>
/// Unique by digest and revision.
/// </summary>
[BsonIgnoreExtraElements]
internal sealed record CorrectionDocument
{
    [BsonElement("digest"), BsonRequired]
    public required byte[] Digest { get; init; }

    [BsonElement("revision"), BsonRequired]
    public required string Revision { get; init; }

    [BsonElement("picture"), BsonRequired]
    public required byte[] Picture { get; init; }

    [BsonElement("model"), BsonRequired]
    public required ModelId Model { get; init; }

    [BsonElement("text"), BsonRequired]
    public required string Text { get; init; }

    [BsonElement("modelText"), BsonRequired]
    public required string ModelText { get; init; }

    [BsonElement("at"), BsonRequired]
    public required DateTime At { get; init; }

    public static CorrectionDocument Of(StoredCorrection stored) => new()
    {
        Digest = stored.Digest.ToByteArray(),
        Revision = stored.Correction.Model.Revision,
        Picture = stored.Correction.Picture.ToByteArray(),
        Model = stored.Correction.Model,
        Text = stored.Correction.Text,
        ModelText = stored.Correction.ModelText,
        At = stored.Correction.At.UtcDateTime,
    };

    public StoredCorrection ToStored() => new(
        ImageDigest.FromBytes(Digest),
        new Correction(ImageDigest.FromBytes(Picture), Model, Text, ModelText, new DateTimeOffset(At, TimeSpan.Zero)));
}
