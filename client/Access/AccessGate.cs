using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access;

/// <summary>What a request has to pass before anything looks at it.</summary>
internal sealed class AccessGate(AccessPolicy policy, KnownHosts hosts)
{
    private static readonly Problem UnknownHost = Problem.Of(
        421, "unknown-host", "Not a name of this server", "Without API keys, a server that listens on this machine only answers to local names "
            + "(localhost, 127.0.0.1, [::1]) and to those in AllowedHosts. Set AllowedHosts to the names that your proxy passes on.");

    private static readonly Problem CrossSite = Problem.Of(
        403, "cross-site", "Sent by another site's page", "The browser says that a page of another origin sent this, and it would change something. "
            + "Use the service's own page, a program, or one of its keys as 'Authorization: Bearer …' or 'X-Api-Key'.");

    private static readonly Problem KeyNeeded = Problem.Of(
        401, "key-needed", "An API key is needed", "Send one of the service's keys as 'Authorization: Bearer …' or 'X-Api-Key'.");

    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (RefusalOf(http.Request) is not { } problem) return next(http);
        if (problem.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(http, problem);
    }

    private Problem? RefusalOf(HttpRequest request)
    {
        if ((hosts.AreConfigured || policy.TrustsThisMachine) && !hosts.Knows(request)) return UnknownHost;
        if (!Elsewhere.ChangesNothing(request.Method) && Elsewhere.IsFromThere(request) && !policy.HoldsKey(request)) return CrossSite;
        return policy.Admits(request) ? null : KeyNeeded;
    }
}
