namespace CaptionCluster;

/// <summary>A key as it is kept: enough to know it again, too little to use it. Times are kept to the millisecond.</summary>
public sealed record ApiKey
{
    /// <summary>What lists, logs and revocations call it by.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>SHA-256 of what the key's sessions carry, in lower-case hex: as little use to whoever reads the store.</summary>
    public required string SessionHash { get; init; }

    public required KeyScopes Scopes { get; init; }

    /// <summary>Whose jobs, and captions where tenants are kept apart, its holder sees. Several keys may share it.</summary>
    public required string Tenant { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Null for any number.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>How many requests may be under way at once; null for any number.</summary>
    public int? ConcurrentRequests { get; init; }
}
