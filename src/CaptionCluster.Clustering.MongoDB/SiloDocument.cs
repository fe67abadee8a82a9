using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Clustering.MongoDB;

/// <summary>A row of the table. Times are UTC, kept to the millisecond.</summary>
[BsonIgnoreExtraElements]
internal sealed class SiloDocument
{
    /// <summary>Address, port and generation, as Orleans writes and parses them: unique for ever.</summary>
    [BsonElement("address"), BsonRequired]
    public required string Address { get; init; }

    [BsonElement("status"), BsonRequired, BsonRepresentation(BsonType.String)]
    public required SiloStatus Status { get; init; }

    [BsonElement("proxyPort")]
    public int ProxyPort { get; init; }

    [BsonElement("hostName")]
    public string? HostName { get; init; }

    [BsonElement("siloName")]
    public string? SiloName { get; init; }

    [BsonElement("roleName")]
    public string? RoleName { get; init; }

    [BsonElement("updateZone")]
    public int UpdateZone { get; init; }

    [BsonElement("faultZone")]
    public int FaultZone { get; init; }

    [BsonElement("startedAt")]
    public DateTime StartedAt { get; init; }

    [BsonElement("aliveAt")]
    public DateTime AliveAt { get; init; }

    [BsonElement("suspects")]
    public List<SuspectDocument> Suspects { get; init; } = [];

    public static SiloDocument Of(MembershipEntry entry) => new()
    {
        Address = entry.SiloAddress.ToParsableString(),
        Status = entry.Status,
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartedAt = Utc(entry.StartTime),
        AliveAt = Utc(entry.IAmAliveTime),
        Suspects = [.. (entry.SuspectTimes ?? []).Select(vote => new SuspectDocument(vote.Item1.ToParsableString(), Utc(vote.Item2)))],
    };

    public MembershipEntry ToEntry() => new()
    {
        SiloAddress = SiloAddress.FromParsableString(Address),
        Status = Status,
        ProxyPort = ProxyPort,
        HostName = HostName ?? "",
        SiloName = SiloName ?? "",
        RoleName = RoleName,
        UpdateZone = UpdateZone,
        FaultZone = FaultZone,
        StartTime = StartedAt,
        IAmAliveTime = AliveAt,
        SuspectTimes = [.. Suspects.Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote.Silo), vote.At))],
    };

    /// <summary>Orleans counts in UTC, whatever kind its values say they are.</summary>
    public static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}

/// <summary>A vote that the silo is dead, by another.</summary>
internal sealed record SuspectDocument([property: BsonElement("silo")] string Silo, [property: BsonElement("at")] DateTime At);
