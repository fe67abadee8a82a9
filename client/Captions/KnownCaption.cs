using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Captions;

/// <summary>A caption as the front keeps it: immutable, with the usual answer of a hit written out once, at the first hit.</summary>
internal sealed class KnownCaption
{
    private const int TokenOverhead = 96;
    private const int FixedOverhead = 1536;

    private byte[]? _hitAnswer;

    public KnownCaption(ImageDigest digest, CaptionKey key, Caption caption)
    {
        Digest = Identity = digest;
        Key = key;
        Caption = caption;
        ETag = MakeETag(digest, key);
        SizeBytes = FixedOverhead + (4 * caption.Text.Length) + caption.Tokens.Sum(token => TokenOverhead + (sizeof(float) * token.Attention.Length));
    }

    public ImageDigest Digest { get; }

    /// <summary>What the cluster knows the picture by: its digest, or within a tenant's own scope a mark made of it.</summary>
    public ImageDigest Identity { get; init; }

    /// <summary>Until when it may be kept; null for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public CaptionKey Key { get; }

    public Caption Caption { get; }

    /// <summary>Weak: <c>source</c> and timing may differ between answers that say the same.</summary>
    public string ETag { get; }

    /// <summary>The short answer of a hit, UTF-8 JSON. Many pictures are never asked for again.</summary>
    public byte[] HitAnswer => _hitAnswer ??= JsonSerializer.SerializeToUtf8Bytes(
        AnswerMaker.Make(this, new AnswerDetails(CaptionSource.Hit, Stored: true, Include.Nothing, Timing: null)), AnswerJson.Default.CaptionAnswer);

    /// <summary>An estimate, for bounding the cache.</summary>
    public int SizeBytes { get; }

    private static string MakeETag(ImageDigest digest, CaptionKey key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}/{key.Model.Name}/{key}"));
        return $"W/\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"";
    }
}
