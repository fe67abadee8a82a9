namespace CaptionCluster.Client.Sources;

/// <summary>A host, or with <c>*.</c> all below it. Compared as the network spells hosts: in ASCII, without the root's dot.</summary>
internal sealed class HostPattern
{
    private const string AllBelow = "*.";

    private readonly string _host;
    private readonly bool _isOfAllBelow;

    public HostPattern(string text)
    {
        _isOfAllBelow = text.StartsWith(AllBelow, StringComparison.Ordinal);
        _host = HostOf(new UriBuilder(Uri.UriSchemeHttp, Bare(text)).Uri);
    }

    /// <summary>What a pattern is of.</summary>
    public static string Bare(string text) => text.StartsWith(AllBelow, StringComparison.Ordinal) ? text[AllBelow.Length..] : text;

    /// <summary>The one spelling of a URL's host.</summary>
    public static string HostOf(Uri url) => url.IdnHost.TrimEnd('.').ToLowerInvariant();

    /// <param name="host">As <see cref="HostOf"/> has it.</param>
    public bool Matches(string host) => _isOfAllBelow ? host.EndsWith("." + _host, StringComparison.Ordinal) : host == _host;
}
