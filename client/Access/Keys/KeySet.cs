using System.Collections.Frozen;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>All keys at one moment, those of the configuration and those of the store.</summary>
internal sealed class KeySet
{
    private readonly FrozenDictionary<KeyHash, KnownKey> _byHash;
    private readonly FrozenDictionary<string, KnownKey> _byId;

    private KeySet(IReadOnlyList<KnownKey> keys, string? version, KeyScopes demandedByStore)
    {
        All = keys;
        Version = version;
        DemandedByStore = demandedByStore;
        _byHash = keys.DistinctBy(key => key.Hash).ToFrozenDictionary(key => key.Hash);
        _byId = keys.DistinctBy(key => key.Key.Id).ToFrozenDictionary(key => key.Key.Id, StringComparer.Ordinal);
    }

    /// <summary>Those of the configuration first. Those that have ended are among them.</summary>
    public IReadOnlyList<KnownKey> All { get; }

    /// <summary>The store's; null before it has been read.</summary>
    public string? Version { get; }

    /// <summary>
    /// What someone has made keys for, to keep others out. Holds though they ended or were lost meanwhile: no door opens because its key is
    /// gone.
    /// </summary>
    public KeyScopes DemandedByStore { get; }

    /// <summary>That of the metrics says nothing of captions.</summary>
    public bool IsDemandedByStore => KeepOut(DemandedByStore);

    public static KeySet Of(ConfiguredKeys configured, KeyTable? stored, KeySet? before)
    {
        var demanded = (stored?.Keys ?? []).Aggregate(before?.DemandedByStore ?? KeyScopes.None, (scopes, key) => scopes | key.Scopes);
        var known = configured.Keys(areDemandedByStore: KeepOut(demanded))
            .Concat(stored?.Keys.Select(key => new KnownKey(key, key.Tenant, isConfigured: false)) ?? []);
        return new KeySet([.. known], stored?.Version ?? before?.Version, demanded);
    }

    public KnownKey? Find(KeyHash hash) => _byHash.GetValueOrDefault(hash);

    public KnownKey? Find(string id) => _byId.GetValueOrDefault(id);

    private static bool KeepOut(KeyScopes demanded) => (demanded & ~KeyScopes.Metrics) != KeyScopes.None;
}
