using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaptionCluster.Client.Access.Keys;

namespace CaptionCluster.Client.Access.Sessions;

/// <summary>
/// A session, which every front can verify and none remembers: <c>key id . end . secret . mac</c>. The secret is made of the key and only
/// its hash is stored, so whoever reads the store can make no session; the MAC is by the key's stored hash, so whoever has a session can't
/// make it longer.
/// </summary>
internal static class SessionCookie
{
    /// <summary>The prefix has browsers take it from this host alone, over https alone (RFC 6265bis, 4.1.3.2).</summary>
    public const string SecureName = "__Host-captioncluster";

    public const string PlainName = "captioncluster";

    private const int Parts = 4;

    /// <param name="text">The key itself.</param>
    public static string Make(string text, KnownKey key, DateTimeOffset end)
    {
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"{key.Key.Id}.{end.ToUnixTimeSeconds()}.{Base64Url.EncodeToString(KeyText.SessionSecretOf(text))}");
        return $"{said}.{Base64Url.EncodeToString(Mac(key, said))}";
    }

    /// <summary>The key that it stands for; null for one that is over, or is none of ours.</summary>
    public static KnownKey? Read(string value, AccessKeys keys, DateTimeOffset now)
    {
        if (value.Split('.', Parts + 1) is not [var id, var end, var secret, var mac]) return null;
        if (!long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        if (seconds <= now.ToUnixTimeSeconds() || keys.FindById(id) is not { } key) return null;
        if (Decoded(secret) is not { } secretBytes || KeyHash.Of(secretBytes) != key.SessionHash) return null;
        var isOurs = Decoded(mac) is { } macBytes && CryptographicOperations.FixedTimeEquals(macBytes, Mac(key, $"{id}.{end}.{secret}"));
        return isOurs ? key : null;
    }

    /// <summary>What a request brings.</summary>
    public static string? Of(HttpRequest request) =>
        request.Cookies[SecureName] ?? (request.IsHttps ? null : request.Cookies[PlainName]);

    private static byte[] Mac(KnownKey key, string said) => HMACSHA256.HashData(key.Hash.ToBytes(), Encoding.UTF8.GetBytes(said));

    private static byte[]? Decoded(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
