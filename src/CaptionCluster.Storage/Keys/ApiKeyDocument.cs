namespace CaptionCluster.Storage.Keys;

/// <summary>A key as stores write it. Times are milliseconds since 1970-01-01 UTC. Readers ignore what they don't know.</summary>
internal sealed record ApiKeyDocument
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public required string SessionHash { get; init; }
    public required string[] Scopes { get; init; }
    public required string Tenant { get; init; }
    public required long CreatedAt { get; init; }
    public long? ExpiresAt { get; init; }

    /// <summary>In a column of its own where there are columns, as it is what changes.</summary>
    public long? RevokedAt { get; init; }

    public int? RequestsPerMinute { get; init; }
    public int? ConcurrentRequests { get; init; }

    public static ApiKeyDocument Of(ApiKey key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Hash = key.Hash,
        SessionHash = key.SessionHash,
        Scopes = KeyScopeNames.NamesOf(key.Scopes),
        Tenant = key.Tenant,
        CreatedAt = key.CreatedAt.ToUnixTimeMilliseconds(),
        ExpiresAt = key.ExpiresAt?.ToUnixTimeMilliseconds(),
        RevokedAt = key.RevokedAt?.ToUnixTimeMilliseconds(),
        RequestsPerMinute = key.RequestsPerMinute,
        ConcurrentRequests = key.ConcurrentRequests,
    };

    public ApiKey ToKey() => new()
    {
        Id = Id,
        Name = Name,
        Hash = Hash,
        SessionHash = SessionHash,
        Scopes = Scopes.Aggregate(KeyScopes.None, (scopes, name) => scopes | KeyScopeNames.Parse(name)),
        Tenant = Tenant,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        ExpiresAt = Time(ExpiresAt),
        RevokedAt = Time(RevokedAt),
        RequestsPerMinute = RequestsPerMinute,
        ConcurrentRequests = ConcurrentRequests,
    };

    public bool EndedBefore(DateTimeOffset time)
    {
        var milliseconds = time.ToUnixTimeMilliseconds();
        return ExpiresAt < milliseconds || RevokedAt < milliseconds;
    }

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}
