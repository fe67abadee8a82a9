using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Whose a request is, and what the cluster knows a picture by when they ask for it.</summary>
internal sealed class AccessPolicy(AccessKeys keys, IOptions<AccessOptions> options)
{
    /// <summary>Whose an admitted request is, by the SHA-256 of its key. Empty for all when no key is demanded.</summary>
    public static string TenantOf(HttpRequest request) => request.HttpContext.User.FindFirst(AccessKeys.TenantClaim)?.Value ?? "";

    public ImageDigest IdentityOf(ImageDigest digest, HttpRequest request) => IdentityOf(digest, TenantOf(request));

    /// <param name="tenant">As <see cref="TenantOf"/> named it.</param>
    public ImageDigest IdentityOf(ImageDigest digest, string tenant) =>
        options.Value.SeparateTenants && tenant.Length > 0 ? TenantScope.Identify(digest, Convert.FromHexString(tenant)) : digest;

    /// <summary>Everything the cluster may know a picture by.</summary>
    public IEnumerable<ImageDigest> IdentitiesOf(ImageDigest digest) =>
        options.Value.SeparateTenants ? keys.Tenants.Select(tenant => TenantScope.Identify(digest, tenant)).Append(digest) : [digest];
}
