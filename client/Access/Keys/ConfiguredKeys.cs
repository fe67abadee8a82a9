using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>The keys of the configuration: they hold until they are taken out of it and the front is started anew.</summary>
internal sealed class ConfiguredKeys(IOptions<AccessOptions> options)
{
    private readonly ApiKey[] _keys = [.. Read(options.Value)];

    /// <summary>Captions are for those who hold a key.</summary>
    public bool AreDemanded { get; } = options.Value.ApiKeys.Length > 0;

    /// <param name="areDemandedByStore">Where no key is demanded at all, all callers are one tenant, these too.</param>
    public IEnumerable<KnownKey> Keys(bool areDemandedByStore) =>
        _keys.Select(key => new KnownKey(key, AreDemanded || areDemandedByStore ? key.Tenant : "", isConfigured: true));

    /// <summary>One that stands in several places opens what any of them does.</summary>
    private static IEnumerable<ApiKey> Read(AccessOptions options) =>
        options.ApiKeys.Select(key => (Key: (string?)key, Scopes: KeyScopes.Caption | KeyScopes.Jobs))
            .Append((Key: options.AdminKey, Scopes: KeyScopes.Admin))
            .Append((Key: options.MetricsKey, Scopes: KeyScopes.Metrics))
            .Where(entry => entry.Key is not null)
            .GroupBy(entry => entry.Key!, entry => entry.Scopes, StringComparer.Ordinal)
            .Select(same => Of(same.Key, same.Aggregate((scopes, others) => scopes | others)));

    private static ApiKey Of(string key, KeyScopes scopes)
    {
        var hash = KeyHash.Of(key);
        return new ApiKey
        {
            Id = KeyText.IdOf(hash),
            Name = "configured",
            Hash = hash.ToString(),
            SessionHash = KeyHash.Of(KeyText.SessionSecretOf(key)).ToString(),
            Scopes = scopes,
            Tenant = hash.ToString(),
            CreatedAt = default,
        };
    }
}
