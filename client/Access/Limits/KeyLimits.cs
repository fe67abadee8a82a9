using System.Threading.RateLimiting;
using CaptionCluster.Client.Access.Keys;

namespace CaptionCluster.Client.Access.Limits;

/// <summary>The limits of the key that a request was let in by, at this front.</summary>
internal static class KeyLimits
{
    public static bool AreOf(HttpContext http) => http.User is KeyHolder { Key.HasLimits: true };

    /// <summary>At once first: who is refused there has spent nothing of the minute.</summary>
    public static PartitionedRateLimiter<HttpContext> Create(TimeProvider time) =>
        new ToldLimiter(
            PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, Partition>(http => AtOnce(KeyOf(http))),
                PartitionedRateLimiter.Create<HttpContext, Partition>(http => PerMinute(KeyOf(http), time))
            )
        );

    public static ApiKey KeyOf(HttpContext http) => ((KeyHolder)http.User).Key.Key;

    private static RateLimitPartition<Partition> AtOnce(ApiKey key)
    {
        if (key.ConcurrentRequests is not { } limit) return RateLimitPartition.GetNoLimiter(new Partition(key.Id, 0));
        return RateLimitPartition.GetConcurrencyLimiter(
            new Partition(key.Id, limit), partition => new ConcurrencyLimiterOptions { PermitLimit = partition.Limit, QueueLimit = 0 });
    }

    private static RateLimitPartition<Partition> PerMinute(ApiKey key, TimeProvider time)
    {
        if (key.RequestsPerMinute is not { } limit) return RateLimitPartition.GetNoLimiter(new Partition(key.Id, 0));
        return RateLimitPartition.Get(new Partition(key.Id, limit), partition => new MinuteLimiter(partition.Limit, time));
    }

    private readonly record struct Partition(string Id, int Limit);
}
