using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Sources;

/// <summary>
/// Why a picture is not fetched. 403 and 422 are about the URL; 424 (RFC 4918, 11.4) says that the request failed as what it depends on
/// did: a wrong or broken source is no failure of this service. Hosts are named, never a URL's path or query.
/// </summary>
internal static class SourceProblems
{
    private const int Forbidden = 403;
    private const int Unprocessable = 422;
    private const int FailedDependency = 424;

    public static RequestRefusedException Off() => new(
        Forbidden, "urls-off",
        "Pictures are not fetched from URLs here: send the bytes. "
        + "The setting CaptionCluster:Sources:Urls (allow-list or public) turns it on.");

    public static RequestRefusedException NotAllowed(string host) => new(
        Forbidden, "source-not-allowed",
        $"Pictures are not fetched from '{Excerpt.Of(host)}' here: it is not among CaptionCluster:Sources:AllowedHosts.");

    public static RequestRefusedException Malformed(string why, Exception? inner = null) => new(Unprocessable, "source-url", why, inner);

    public static RequestRefusedException NotPublic(string host, Exception inner) =>
        new(Unprocessable, "source-not-public", $"'{Excerpt.Of(host)}' is not on the public internet.", inner);

    public static RequestRefusedException Status(string host, int status) =>
        new(FailedDependency, "source-status", $"'{Excerpt.Of(host)}' answered with {status}.");

    public static RequestRefusedException Redirects(string host, string why) =>
        new(FailedDependency, "source-redirects", $"'{Excerpt.Of(host)}' redirects {why}.");

    public static RequestRefusedException Encoded(string host) => new(
        FailedDependency, "source-encoded", $"'{Excerpt.Of(host)}' sent the picture in a Content-Encoding, though it was asked not to.");

    public static RequestRefusedException Unreachable(string host, Exception inner) =>
        new(FailedDependency, "source-unreachable", $"'{Excerpt.Of(host)}' can't be reached, or broke off.", inner);

    public static RequestRefusedException TooSlow(string host, Exception inner) =>
        new(FailedDependency, "source-too-slow", $"'{Excerpt.Of(host)}' took longer than a source is given, and was cut off.", inner);

    public static ImageRejectedException TooLarge(string host, int limit) =>
        new(ImageRejection.TooLarge, "too-many-bytes",
            $"The picture at '{Excerpt.Of(host)}' is larger than the {limit} bytes that are accepted.");
}
