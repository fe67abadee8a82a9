using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access.Cors;

/// <summary>The origins whose pages were let in by name.</summary>
internal sealed class AllowedOrigins(IOptions<CorsOptions> options)
{
    private readonly HashSet<string> _origins = new(options.Value.Origins, StringComparer.Ordinal);

    public bool Sent(HttpRequest request) => request.Headers.Origin is [{ } origin] && _origins.Contains(origin);
}
