using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>
/// A key as its holder has it: <c>cck_</c>, 256 random bits in base64url, and six characters by which scanners for leaked secrets tell a
/// key from what only looks like one.
/// </summary>
internal static class KeyText
{
    public const string Prefix = "cck_";

    /// <summary>For scanners.</summary>
    public const string Pattern = "cck_[A-Za-z0-9_-]{49}";

    private const int RandomBytes = 32;
    private const int ChecksumLength = 6;
    private const int IdLength = 16;

    private static readonly byte[] s_session = "captioncluster session"u8.ToArray();

    public static string New()
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return text + ChecksumOf(text);
    }

    /// <summary>Whether it is one of ours by its looks, whoever made it.</summary>
    public static bool IsWhole(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && key.Length > Prefix.Length + ChecksumLength
        && ChecksumOf(key[..^ChecksumLength]) == key[^ChecksumLength..];

    /// <summary>The beginning of its hash: whoever finds a key can tell which it is, and nobody can tell the key by it.</summary>
    public static string IdOf(KeyHash hash) => hash.ToString()[..IdLength];

    /// <summary>What the sessions of a key carry: made of the key, which can't be made of it.</summary>
    public static byte[] SessionSecretOf(string key) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), s_session);

    private static string ChecksumOf(string text) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..ChecksumLength];
}
