using System.Threading.RateLimiting;
using CaptionCluster.Client.Access.Keys;

namespace CaptionCluster.Client.Access.Limits;

/// <summary>The limits of the key that a request was let in by, at this front.</summary>
internal sealed class KeyLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _atOnce;
    private readonly PartitionedRateLimiter<HttpContext> _perMinute;
    private readonly PartitionedRateLimiter<HttpContext> _both;

    public KeyLimits(TimeProvider time)
    {
        _atOnce = PartitionedRateLimiter.Create<HttpContext, Partition>(http => AtOnce(KeyOf(http)));
        _perMinute = PartitionedRateLimiter.Create<HttpContext, Partition>(http => PerMinute(KeyOf(http), time));
        _both = PartitionedRateLimiter.CreateChained(_atOnce, _perMinute);
    }

    public static bool AreOf(HttpContext http) => http.User is KeyHolder { Key.HasLimits: true };

    public static ApiKey KeyOf(HttpContext http) => ((KeyHolder)http.User).Key.Key;

    /// <summary>At once first: who is refused there has spent nothing of the minute. Nobody waits.</summary>
    public RateLimitLease Take(HttpContext http) => _both.AttemptAcquire(http);

    public void Dispose()
    {
        _atOnce.Dispose();
        _perMinute.Dispose();
        _both.Dispose();
    }

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
