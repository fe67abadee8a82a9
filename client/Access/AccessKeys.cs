using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>The service's keys, and what the holder of one may do.</summary>
internal sealed class AccessKeys(IOptions<AccessOptions> options)
{
    public const string Header = "X-Api-Key";

    /// <summary>Where clients of Azure's services send their key.</summary>
    public const string AzureHeader = "Ocp-Apim-Subscription-Key";

    public const string ScopeClaim = "scope";

    /// <summary>Whose a request is: the SHA-256 of its key.</summary>
    public const string TenantClaim = "tenant";

    private const string Bearer = "Bearer ";
    private readonly byte[][] _keys = Array.ConvertAll(options.Value.ApiKeys, Hash);
    private readonly byte[]? _admin = options.Value.AdminKey is { } key ? Hash(key) : null;
    private readonly byte[]? _metrics = options.Value.MetricsKey is { } key ? Hash(key) : null;

    /// <summary>Captions are for those who hold a key.</summary>
    public bool AreDemanded => _keys.Length > 0;

    public IEnumerable<byte[]> Tenants => _keys;

    public static string? Of(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : (string?)request.Headers[Header] ?? request.Headers[AzureHeader];
    }

    /// <summary>Compares with every key, all of each: the time taken says nothing. No claims for a key that is none of ours.</summary>
    public IReadOnlyList<Claim> ClaimsOf(string key)
    {
        var hash = Hash(key);
        var isAdmin = Is(_admin, hash);
        var mayCaption = isAdmin;
        foreach (var ours in _keys) mayCaption |= CryptographicOperations.FixedTimeEquals(ours, hash);
        var claims = new List<Claim>();
        if (isAdmin) claims.Add(new Claim(ScopeClaim, AccessScope.Admin));
        if (mayCaption) claims.Add(new Claim(ScopeClaim, AccessScope.Caption));
        if (Is(_metrics, hash)) claims.Add(new Claim(ScopeClaim, AccessScope.Metrics));
        if (mayCaption && AreDemanded) claims.Add(new Claim(TenantClaim, Convert.ToHexStringLower(hash)));
        return claims;
    }

    private static bool Is(byte[]? ours, byte[] hash) => ours is not null && CryptographicOperations.FixedTimeEquals(ours, hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
