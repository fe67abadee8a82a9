using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>A part of an item's picture (collection <c>jobs.images</c>): documents have a largest size, pictures another.</summary>
[BsonIgnoreExtraElements]
internal sealed record ImagePartDocument
{
    /// <summary>Bytes a part, well under the 16 MB a document may have.</summary>
    private const int PartSize = 8 << 20;

    [BsonId]
    public ObjectId Id { get; init; }

    [BsonElement("job"), BsonRequired]
    public required string Job { get; init; }

    [BsonElement("index"), BsonRequired]
    public required int Index { get; init; }

    [BsonElement("part"), BsonRequired]
    public required int Part { get; init; }

    [BsonElement("bytes"), BsonRequired]
    public required byte[] Bytes { get; init; }

    public static IEnumerable<ImagePartDocument> Of(string job, int index, ReadOnlyMemory<byte> bytes)
    {
        var part = 0;
        do
        {
            var size = Math.Min(PartSize, bytes.Length);
            yield return new ImagePartDocument
            {
                Id = ObjectId.GenerateNewId(),
                Job = job,
                Index = index,
                Part = part++,
                Bytes = bytes[..size].ToArray(),
            };
            bytes = bytes[size..];
        }
        while (bytes.Length > 0);
    }

    public static byte[] Join(IReadOnlyList<ImagePartDocument> parts)
    {
        var whole = new byte[parts.Sum(part => part.Bytes.Length)];
        var offset = 0;
        foreach (var part in parts)
        {
            part.Bytes.CopyTo(whole, offset);
            offset += part.Bytes.Length;
        }

        return whole;
    }
}
