using System.Security.Cryptography;

namespace CaptionCluster.Client.Access;

/// <summary>
/// Gives each tenant digests of its own, so that everything behind the front keeps tenants apart without knowing of them.
/// </summary>
internal static class TenantScope
{
    /// <param name="tenant">The SHA-256 of its key.</param>
    /// <returns>HMAC-SHA-256 of the digest under the tenant (RFC 2104).</returns>
    public static ImageDigest Identify(ImageDigest digest, ReadOnlySpan<byte> tenant)
    {
        Span<byte> bytes = stackalloc byte[ImageDigest.Size];
        Span<byte> identity = stackalloc byte[ImageDigest.Size];
        digest.CopyTo(bytes);
        HMACSHA256.HashData(tenant, bytes, identity);
        return ImageDigest.FromBytes(identity);
    }
}
