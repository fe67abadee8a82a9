using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>How the delivery of a completed job's webhook stands.</summary>
[BsonIgnoreExtraElements]
internal sealed record DeliveryDocument
{
    [BsonElement("state"), BsonRequired, BsonRepresentation(BsonType.String)]
    public required WebhookState State { get; init; }

    /// <summary>When it is to be tried, or when the lease of whoever tries it runs out; absent when it is over.</summary>
    [BsonElement("dueAt"), BsonIgnoreIfNull]
    public DateTime? DueAt { get; init; }

    /// <summary>Absent in what was due before it was kept.</summary>
    [BsonElement("host"), BsonIgnoreIfNull]
    public string? Host { get; init; }

    [BsonElement("attempts")]
    public int Attempts { get; init; }

    [BsonElement("token"), BsonIgnoreIfNull, BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? Token { get; init; }
}
