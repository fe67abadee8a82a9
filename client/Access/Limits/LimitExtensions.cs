using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.RateLimiting;

namespace CaptionCluster.Client.Access.Limits;

internal static class LimitExtensions
{
    public static void AddKeyLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<TimeProvider>((limits, time) =>
        {
            limits.GlobalLimiter = KeyLimits.Create(time);
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = RefuseAsync;
        });
    }

    /// <summary>Off the way of all whose key has no limits.</summary>
    public static void UseKeyLimits(this WebApplication app) => app.UseWhen(KeyLimits.AreOf, limited => limited.UseRateLimiter());

    private static async ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var key = KeyLimits.KeyOf(refused.HttpContext);
        var isOfTheMinute = refused.Lease.TryGetMetadata(LimitState.Name, out _);
        var limit = isOfTheMinute ? $"{key.RequestsPerMinute} requests a minute" : $"{key.ConcurrentRequests} requests at once";
        var problem = Problem.Of(429, "too-many-requests", "Too many requests", $"This key may make {limit} at this server.");
        await ProblemWriter.WriteAsync(
            refused.HttpContext, problem with { RetryAfter = LimitHeaders.RetryAfter(refused.Lease) });
    }
}
