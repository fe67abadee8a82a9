namespace CaptionCluster.Client.Access;

/// <summary>
/// Tells requests that a page of another origin made a browser send, by two headers that pages can't change and programs don't send
/// (W3C Fetch Metadata; RFC 6454). No token, no cookie: Valsorda, Cross-Site Request Forgery, 2025.
/// </summary>
internal static class Elsewhere
{
    public static bool IsFromThere(HttpRequest request)
    {
        // The browser's own verdict, redirects and frames considered. It goes to trustworthy addresses only: https and loopback.
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0) return site is not [("same-origin" or "none")];

        var origin = request.Headers.Origin;
        return origin.Count > 0 && !(origin.Count == 1 && IsOurs(origin[0], KnownHosts.AsSent(request)));
    }

    /// <summary>RFC 9110, 9.2.1; a method that is not known may do anything.</summary>
    public static bool ChangesNothing(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    /// <summary>Schemes may differ: a proxy may end TLS before this server. <c>null</c>, of sandboxed frames, is nobody's.</summary>
    private static bool IsOurs(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is "http" or "https"
        && page.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? port == page.Port : page.IsDefaultPort);
}
