using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>A key as lists have it.</summary>
internal record KeyAnswer(
    string Id,
    string Name,
    [property: AllowedValues("caption", "jobs", "admin", "metrics")] string[] Scopes,
    string Tenant,
    [property: AllowedValues("live", "expired", "revoked", "configured")] string State,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    int? RequestsPerMinute,
    int? ConcurrentRequests
)
{
    public static KeyAnswer Of(KnownKey known, DateTimeOffset now) => Of(known.Key, StateOf(known, now)) with
    {
        CreatedAt = known.IsConfigured ? null : known.Key.CreatedAt,
    };

    public static KeyAnswer Of(ApiKey key, string state) => new(
        key.Id,
        key.Name,
        KeyScopeNames.NamesOf(key.Scopes),
        key.Tenant,
        state,
        key.CreatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.RequestsPerMinute,
        key.ConcurrentRequests
    );

    private static string StateOf(KnownKey known, DateTimeOffset now) =>
        known.IsConfigured ? "configured"
        : known.IsLive(now) ? "live"
        : known.Key.RevokedAt is not null ? "revoked"
        : "expired";
}

/// <summary>The only answer that has the key itself.</summary>
internal sealed record MadeKeyAnswer(string Key, KeyAnswer Made);

internal sealed record KeysAnswer(IReadOnlyList<KeyAnswer> Keys);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(KeyDraft))]
[JsonSerializable(typeof(MadeKeyAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
internal sealed partial class KeyJson : JsonSerializerContext;
