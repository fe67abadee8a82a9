using CaptionCluster.Storage.Keys;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Keys;

/// <summary>
/// All keys: <code>{ _id: "keys", version: "…", keys: [{…}, …] }</code>
/// </summary>
[BsonIgnoreExtraElements]
internal sealed record KeyTableDocument
{
    public const string TheOne = "keys";

    [BsonId]
    public string Id { get; init; } = TheOne;

    [BsonElement("version"), BsonRequired]
    public required string Version { get; init; }

    [BsonElement("keys"), BsonRequired]
    public required IReadOnlyList<ApiKeyDocument> Keys { get; init; }

    public KeyTable ToTable() =>
        new(Version, [.. Keys.Select(key => key.ToKey()).OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)]);
}
