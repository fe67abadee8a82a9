using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Lets a request in or not.</summary>
internal sealed class AccessPolicy(Listening listening, KnownHosts hosts, IOptions<AccessOptions> options)
{
    public const string ApiKeyHeader = "X-Api-Key";

    private const string Bearer = "Bearer ";
    private readonly byte[][] _keys = Array.ConvertAll(options.Value.ApiKeys, Hash);
    private readonly byte[]? _adminKey = options.Value.AdminKey is { } key ? Hash(key) : null;
    private readonly byte[]? _metricsKey = options.Value.MetricsKey is { } key ? Hash(key) : null;

    /// <summary>Null when nothing is wrong with listening there; else what to do about it.</summary>
    public string? RefusalOf(IEnumerable<string> addresses)
    {
        var open = addresses.Where(address => !Listening.IsLocal(address)).ToArray();
        if (_keys.Length > 0 || options.Value.AllowAnonymous || open.Length == 0) return null;
        return $"Listening on {string.Join(", ", open)} without API keys would let everyone in. Set CaptionCluster:ApiKeys (CaptionCluster__ApiKeys__0=…), "
            + "or say CaptionCluster:AllowAnonymous=true, or listen on localhost only.";
    }

    /// <summary>The same for the addresses that are listened on now.</summary>
    public string? Refusal() => RefusalOf(listening.Addresses);

    /// <summary>Whatever reaches this process is let in, as only this machine's programs do: browsers too, with what strangers' pages make them send.</summary>
    public bool TrustsThisMachine => _keys.Length == 0 && listening.IsLocalOnly;

    public bool Admits(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/dashboard", StringComparison.OrdinalIgnoreCase)) return AdmitsAdmin(request);
        if (request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase)) return AdmitsMetrics(request);
        if (!request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)) return true;
        return _keys.Length == 0 ? options.Value.AllowAnonymous || listening.IsLocalOnly : HoldsKey(request);
    }

    /// <summary>Any key of the service, in a header: no page of another origin can make a browser send that.</summary>
    public bool HoldsKey(HttpRequest request) => KeyOf(request) is { } key && IsKnown(Hash(key));

    /// <summary>With the admin key; without one configured, whoever reaches a process that listens on loopback alone, by a name of its own.</summary>
    public bool AdmitsAdmin(HttpRequest request) => _adminKey is null
        ? listening.IsLocalOnly && hosts.Knows(request)
        : KeyOf(request) is { } key && CryptographicOperations.FixedTimeEquals(_adminKey, Hash(key));

    /// <summary>Whoever reaches it, unless it has a key of its own: who scrapes needs none that captions.</summary>
    private bool AdmitsMetrics(HttpRequest request) =>
        _metricsKey is null || (KeyOf(request) is { } key && CryptographicOperations.FixedTimeEquals(_metricsKey, Hash(key)));

    /// <summary>What the cluster knows a picture by when this request asks for it.</summary>
    public ImageDigest IdentityOf(ImageDigest digest, HttpRequest request) =>
        options.Value.SeparateTenants && KeyOf(request) is { } key ? TenantScope.Identify(digest, Hash(key)) : digest;

    /// <summary>The same for work that outlives its request.</summary>
    /// <param name="tenant">As <see cref="TenantOf"/> named it.</param>
    public ImageDigest IdentityOf(ImageDigest digest, string tenant) =>
        options.Value.SeparateTenants && tenant.Length > 0 ? TenantScope.Identify(digest, Convert.FromHexString(tenant)) : digest;

    /// <summary>Whose an admitted request is, by the SHA-256 of its key. Empty for all when no key is demanded.</summary>
    public string TenantOf(HttpRequest request) => _keys.Length == 0 || KeyOf(request) is not { } key ? "" : Convert.ToHexStringLower(Hash(key));

    /// <summary>Everything the cluster may know a picture by.</summary>
    public IEnumerable<ImageDigest> IdentitiesOf(ImageDigest digest) =>
        options.Value.SeparateTenants ? _keys.Select(key => TenantScope.Identify(digest, key)).Append(digest) : [digest];

    private static string? KeyOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : request.Headers[ApiKeyHeader];
    }

    /// <summary>Compares with every key, all of each: the time taken says nothing.</summary>
    private bool IsKnown(byte[] key)
    {
        var known = _adminKey is not null && CryptographicOperations.FixedTimeEquals(_adminKey, key);
        foreach (var ours in _keys) known |= CryptographicOperations.FixedTimeEquals(ours, key);
        return known;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
