using System.Threading.RateLimiting;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access.Limits;

internal static class LimitExtensions
{
    public static void AddKeyLimits(this IServiceCollection services) => services.AddSingleton<KeyLimits>();

    /// <summary>
    /// Off the way of all whose key has no limits. The framework's limiters without its middleware, which makes one more, never ends it,
    /// and so keeps the whole server in memory after its end.
    /// </summary>
    public static void UseKeyLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<KeyLimits>();
        app.UseWhen(KeyLimits.AreOf, limited => limited.Use(async (http, next) =>
        {
            using var lease = limits.Take(http);
            LimitHeaders.Add(http, lease);
            if (lease.IsAcquired) await next(http);
            else await RefuseAsync(http, lease);
        }));
    }

    private static Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        var key = KeyLimits.KeyOf(http);
        var isOfTheMinute = lease.TryGetMetadata(LimitState.Name, out _);
        var limit = isOfTheMinute ? $"{key.RequestsPerMinute} requests a minute" : $"{key.ConcurrentRequests} requests at once";
        var problem = Problem.Of(429, "too-many-requests", "Too many requests", $"This key may make {limit} at this server.");
        return ProblemWriter.WriteAsync(http, problem with { RetryAfter = LimitHeaders.RetryAfter(lease) });
    }
}
