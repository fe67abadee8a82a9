using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Client.Access;

/// <summary>
/// Gives each tenant digests of its own, so that everything behind the front keeps tenants apart without knowing of them.
/// </summary>
internal static class TenantScope
{
    private const int HexLength = SHA256.HashSizeInBytes * 2;

    /// <returns>HMAC-SHA-256 of the digest under the tenant (RFC 2104).</returns>
    public static ImageDigest Identify(ImageDigest digest, string tenant) => Identify(digest, KeyOf(tenant));

    /// <summary>
    /// The SHA-256 itself of a tenant that is called by that of its key, as those of configured keys are; else that of its name.
    /// </summary>
    internal static byte[] KeyOf(string tenant) =>
        tenant.Length == HexLength && tenant.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(tenant)
            : SHA256.HashData(Encoding.UTF8.GetBytes(tenant));

    private static ImageDigest Identify(ImageDigest digest, ReadOnlySpan<byte> tenant)
    {
        Span<byte> bytes = stackalloc byte[ImageDigest.Size];
        Span<byte> identity = stackalloc byte[ImageDigest.Size];
        digest.CopyTo(bytes);
        HMACSHA256.HashData(tenant, bytes, identity);
        return ImageDigest.FromBytes(identity);
    }
}
