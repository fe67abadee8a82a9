using System.Globalization;
using System.Threading.RateLimiting;

namespace CaptionCluster.Client.Access.Limits;

/// <summary>
/// The headers of draft-ietf-httpapi-ratelimit-headers-11: <c>RateLimit-Policy: "minute";q=60;w=60</c> and
/// <c>RateLimit: "minute";r=59;t=42</c>, of requests and seconds.
/// </summary>
internal static class LimitHeaders
{
    public const string Policy = "RateLimit-Policy";
    public const string State = "RateLimit";

    public static void Add(HttpContext http, RateLimitLease lease)
    {
        var (policy, state) = Of(KeyLimits.KeyOf(http), lease);
        http.Response.OnStarting(() => // Last, as an answer that becomes a problem is begun anew.
        {
            http.Response.Headers[Policy] = policy;
            if (state is not null) http.Response.Headers[State] = state;
            return Task.CompletedTask;
        });
    }

    public static TimeSpan RetryAfter(RateLimitLease lease) =>
        lease.TryGetMetadata(LimitState.Name, out var state) ? state.EndsIn : TimeSpan.FromSeconds(1);

    private static (string Policy, string? State) Of(ApiKey key, RateLimitLease lease)
    {
        var policies = new List<string>();
        if (key.RequestsPerMinute is { } perMinute) policies.Add(Text($"\"minute\";q={perMinute};w=60"));
        if (key.ConcurrentRequests is { } atOnce) policies.Add(Text($"\"at-once\";q={atOnce};qu=\"concurrent-requests\""));
        return (string.Join(", ", policies), StateOf(lease));
    }

    private static string? StateOf(RateLimitLease lease)
    {
        if (lease.TryGetMetadata(LimitState.Name, out var state))
        {
            return Text($"\"minute\";r={Math.Max(0, state.Remaining)};t={Math.Ceiling(state.EndsIn.TotalSeconds)}");
        }

        return lease.IsAcquired ? null : "\"at-once\";r=0";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
