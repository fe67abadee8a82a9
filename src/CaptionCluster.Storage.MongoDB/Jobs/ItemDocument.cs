using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>
/// An undecided item (collection <c>jobs.items</c>); once decided it is in the log alone:
/// <code>
/// { _id: "job/17", job, index: 17, tenant, name?, digest: BinData(32 bytes), dueAt?, attempts: 1, token? }
/// </code>
/// One time rules it: <c>dueAt</c> is when it may be taken, be it new, pausing, or in the hands of a worker whose lease ends then. A
/// draft's items have none.
/// </summary>
[BsonIgnoreExtraElements]
internal sealed record ItemDocument
{
    [BsonId]
    public required string Id { get; init; }

    [BsonElement("job"), BsonRequired]
    public required string Job { get; init; }

    [BsonElement("index"), BsonRequired]
    public required int Index { get; init; }

    [BsonElement("tenant"), BsonRequired]
    public required string Tenant { get; init; }

    [BsonElement("name"), BsonIgnoreIfNull]
    public string? Name { get; init; }

    [BsonElement("digest"), BsonRequired]
    public required byte[] Digest { get; init; }

    [BsonElement("dueAt"), BsonIgnoreIfNull]
    public DateTime? DueAt { get; init; }

    [BsonElement("attempts")]
    public int Attempts { get; init; }

    /// <summary>Of the newest lease.</summary>
    [BsonElement("token"), BsonIgnoreIfNull, BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? Token { get; init; }

    public static string IdOf(string job, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{job}/{index}");

    public static ItemDocument Of(JobItem item, JobDocument job) => new()
    {
        Id = IdOf(job.Id, item.Index),
        Job = job.Id,
        Index = item.Index,
        Tenant = job.Tenant,
        Name = item.Name,
        Digest = item.Digest.ToByteArray(),
    };

    public JobLease ToLease(JobOrder order) => new(order, Index, Name, ImageDigest.FromBytes(Digest), Attempts, Token ?? Guid.Empty);
}
