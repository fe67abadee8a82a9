using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Problems;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Whose a request is, and what the cluster knows a picture by when they ask for it.</summary>
internal sealed class AccessPolicy(AccessKeys keys, IOptions<AccessOptions> options)
{
    /// <summary>Whose an admitted request is. Empty for all when no key is demanded.</summary>
    public static string TenantOf(HttpRequest request) => (request.HttpContext.User as KeyHolder)?.Key.Tenant ?? "";

    /// <summary>For what an admitted request asks beyond its address.</summary>
    /// <exception cref="RequestRefusedException">Its key does not open that.</exception>
    public static void Demand(HttpRequest request, KeyScopes scope)
    {
        if (request.HttpContext.User is KeyHolder { Key: var key } && !key.Opens(scope))
        {
            throw new RequestRefusedException(403, AccessProblems.ScopeNeededCode, AccessProblems.LacksScope(KeyScopeNames.NameOf(scope)));
        }
    }

    /// <summary>Of a request that lasts: the key that it was let in by may be revoked meanwhile.</summary>
    public bool IsStillLetIn(HttpRequest request) =>
        request.HttpContext.User is not KeyHolder { Key.Key.Id: var id } || keys.FindById(id) is not null;

    public ImageDigest IdentityOf(ImageDigest digest, HttpRequest request) => IdentityOf(digest, TenantOf(request));

    /// <param name="tenant">As <see cref="TenantOf"/> named it.</param>
    public ImageDigest IdentityOf(ImageDigest digest, string tenant) =>
        options.Value.SeparateTenants && tenant.Length > 0 ? TenantScope.Identify(digest, tenant) : digest;

    /// <summary>Everything the cluster may know a picture by.</summary>
    public IEnumerable<ImageDigest> IdentitiesOf(ImageDigest digest) =>
        options.Value.SeparateTenants ? keys.Tenants.Select(tenant => TenantScope.Identify(digest, tenant)).Append(digest) : [digest];
}
