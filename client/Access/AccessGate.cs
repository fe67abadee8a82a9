using CaptionCluster.Client.Access.Cors;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access;

/// <summary>What a request has to pass before anything looks at it.</summary>
internal sealed class AccessGate(AccessKeys keys, AllowedOrigins origins, Listening listening, KnownHosts hosts)
{
    private static readonly Problem s_unknownHost = Problem.Of(
        421,
        "unknown-host",
        "Not a name of this server",
        "Without API keys, a server that listens on this machine only answers to local names "
            + "(localhost, 127.0.0.1, [::1]) and to those in AllowedHosts. Set AllowedHosts to the names that your proxy passes on."
    );

    private static readonly Problem s_crossSite = Problem.Of(
        403,
        "cross-site",
        "Sent by another site's page",
        "The browser says that a page of another origin sent this, and it would change something. "
            + "Use the service's own page, a program, or one of its keys as 'Authorization: Bearer …' or 'X-Api-Key'."
    );

    public Task PassAsync(HttpContext http, RequestDelegate next) =>
        RefusalOf(http.Request) is { } problem ? ProblemWriter.WriteAsync(http, problem) : next(http);

    private Problem? RefusalOf(HttpRequest request)
    {
        if ((hosts.AreConfigured || TrustsThisMachine) && !hosts.Knows(request)) return s_unknownHost;
        var isForeign = !Elsewhere.ChangesNothing(request.Method) && Elsewhere.IsFromThere(request) && !origins.Sent(request);
        return isForeign && !HoldsKey(request) ? s_crossSite : null;
    }

    /// <summary>
    /// Whatever reaches this process is let in, as only this machine's programs do: browsers too, with what strangers' pages make them
    /// send.
    /// </summary>
    private bool TrustsThisMachine => !keys.AreDemanded && listening.IsLocalOnly;

    /// <summary>Not that of the metrics alone.</summary>
    private bool HoldsKey(HttpRequest request) =>
        AccessKeys.Of(request) is { } sent
        && keys.Find(sent) is { } key
        && (key.Opens(KeyScopes.Caption) || key.Opens(KeyScopes.Jobs));
}
