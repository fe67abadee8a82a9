using System.Net.Http.Headers;

namespace CaptionCluster.Client.Sources.Known;

/// <summary>What a URL had when it was last asked.</summary>
/// <param name="Digest">Of the picture's bytes.</param>
/// <param name="Address">The SHA-256 of the URL that answered, behind all redirects: the validators are its.</param>
/// <param name="FreshUntil">Until then it is not asked again.</param>
internal sealed record KnownSource(ImageDigest Digest, ImageDigest Address, EntityTagHeaderValue? ETag, DateTimeOffset? LastModified,
    DateTimeOffset FreshUntil)
{
    private const int MaxETag = 512;

    /// <summary>Null when there is nothing in it that would ever spare a download, or it must not be kept (RFC 9111, 5.2.2.5).</summary>
    /// <param name="asked">What the source was asked with, which holds where it says nothing else.</param>
    /// <param name="isDirect">No redirect led there: those may lead elsewhere the next time.</param>
    public static KnownSource? From(HttpResponseMessage response, ImageDigest digest, ImageDigest address, KnownSource? asked,
        bool isDirect, DateTimeOffset now, TimeSpan maxFreshness)
    {
        if (response.Headers.CacheControl?.NoStore == true || response.Headers.Vary.Contains("*")) return null;
        var etag = response.Headers.ETag ?? asked?.ETag;
        var modified = response.Content.Headers.LastModified ?? asked?.LastModified;
        var fresh = isDirect ? FreshnessOf(response, maxFreshness) : TimeSpan.Zero;
        if (etag?.Tag.Length > MaxETag) etag = null;
        return etag is null && modified is null && fresh == TimeSpan.Zero
            ? null
            : new KnownSource(digest, address, etag, modified, now + fresh);
    }

    /// <summary>RFC 9111, 4.2: what <c>max-age</c> leaves of it after the <c>Age</c> that it has. Without it, nothing is guessed.</summary>
    private static TimeSpan FreshnessOf(HttpResponseMessage response, TimeSpan most)
    {
        if (response.Headers.CacheControl is not { NoCache: false, MaxAge: { } maxAge }) return TimeSpan.Zero;
        var left = maxAge - (response.Headers.Age ?? TimeSpan.Zero);
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < most ? left : most;
    }
}
