using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Problems;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Sources;

/// <summary>Which URLs may be asked at all. What their hosts mean is looked at when they are connected to.</summary>
internal sealed class SourceRules(IOptions<SourceOptions> options)
{
    private readonly SourceOptions _options = options.Value;
    private readonly HostPattern[] _allowed = Array.ConvertAll(options.Value.AllowedHosts, host => new HostPattern(host));

    /// <summary>Without its fragment, which is no part of what is asked for.</summary>
    /// <exception cref="RequestRefusedException">It may not be asked.</exception>
    public Uri Parse(string text)
    {
        if (_options.Urls == SourceOptions.None) throw SourceProblems.Off();
        if (text.Length > JsonRequestParser.MaxUrl)
        {
            throw SourceProblems.Malformed($"The URL is longer than {JsonRequestParser.MaxUrl} characters.");
        }

        if (text.Any(character => character is <= ' ' or '\\' or '\u007f'))
        {
            throw SourceProblems.Malformed("The URL has a space, a control character or a backslash in it.");
        }

        return TryCreate(text, out var url)
            ? Check(url)
            : throw SourceProblems.Malformed("A picture's URL must be an absolute http or https URL, or a data: URL.");
    }

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="RequestRefusedException">It may not be asked.</exception>
    public Uri Follow(Uri from, Uri? location)
    {
        var host = HostPattern.HostOf(from);
        if (location is null || !Uri.TryCreate(from, location, out var target))
        {
            throw SourceProblems.Redirects(host, "without saying where to");
        }

        var next = Parse(target.AbsoluteUri);
        return from.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp
            ? throw SourceProblems.Redirects(host, "from https to http")
            : next;
    }

    private static bool TryCreate(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!)
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    private Uri Check(Uri url)
    {
        if (url.UserInfo.Length > 0) throw SourceProblems.Malformed("The URL has user information in it.");
        if (url.Port is not (80 or 443) && !_options.FurtherPorts.Contains(url.Port))
        {
            throw SourceProblems.Malformed(
                $"Pictures are fetched from ports 80 and 443, not from {url.Port}: CaptionCluster:Sources:FurtherPorts could name it.");
        }

        var host = HostIn(url);
        if (_options.Urls == SourceOptions.AllowList && !Array.Exists(_allowed, pattern => pattern.Matches(host)))
        {
            throw SourceProblems.NotAllowed(host);
        }

        return new Uri(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));
    }

    private static string HostIn(Uri url)
    {
        try
        {
            var host = HostPattern.HostOf(url);
            return host.Length > 0 ? host : throw SourceProblems.Malformed("The URL has no host.");
        }
        catch (UriFormatException error)
        {
            throw SourceProblems.Malformed("The URL's host is no name that the network knows.", error);
        }
    }
}
