using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Clustering.MongoDB;

/// <summary>
/// A cluster's whole membership table in one document:
/// <code>
/// { _id: "my-cluster", version: 7, silos: [ { address: "10.0.0.5:11111@137", status: "Active", … } ] }
/// </code>
/// One document is what MongoDB changes atomically without transactions, and version and row must change together.
/// </summary>
[BsonIgnoreExtraElements]
internal sealed class MembershipDocument
{
    [BsonId]
    public required string ClusterId { get; init; }

    /// <summary>Grows by one with every change of a row. Signs of life don't count.</summary>
    [BsonElement("version"), BsonRequired]
    public required int Version { get; init; }

    [BsonElement("silos"), BsonRequired]
    public required List<SiloDocument> Silos { get; init; }
}
