using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Client.Cache;

/// <summary>A caption as the front keeps it: immutable, with room for the usual answer to a hit, which is written once.</summary>
internal sealed class KnownCaption
{
    private const int TokenOverhead = 96;
    private const int FixedOverhead = 1536;

    /// <param name="modelText">What the model said, when the caption's text is a person's.</param>
    public KnownCaption(ImageDigest digest, CaptionKey key, Caption caption, string? modelText = null)
    {
        Digest = Identity = digest;
        Key = key;
        Caption = caption;
        ModelText = modelText;
        ETag = MakeETag(digest, key, modelText is null ? null : caption.Text);
        SizeBytes = FixedOverhead + (4 * (caption.Text.Length + (modelText?.Length ?? 0)))
            + caption.Tokens.Sum(token => TokenOverhead + (sizeof(float) * token.Attention.Length));
    }

    public ImageDigest Digest { get; }

    /// <summary>What the cluster knows the picture by: its digest, or within a tenant's own scope a mark made of it.</summary>
    public ImageDigest Identity { get; init; }

    /// <summary>Until when it may be kept; null for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public CaptionKey Key { get; }

    public Caption Caption { get; }

    /// <summary>What the model said, when the caption's text is a person's; else null.</summary>
    public string? ModelText { get; }

    /// <summary>Weak: <c>source</c> and timing may differ between answers that say the same.</summary>
    public string ETag { get; }

    /// <summary>The usual answer to a hit, as it is sent; null until there was one.</summary>
    public byte[]? HitAnswer { get; set; }

    /// <summary>An estimate, for bounding the cache.</summary>
    public int SizeBytes { get; }

    private static string MakeETag(ImageDigest digest, CaptionKey key, string? correction)
    {
        var said = correction is null ? "" : "/" + correction;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}/{key.Model.Name}/{key}{said}"));
        return $"W/\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"";
    }
}
