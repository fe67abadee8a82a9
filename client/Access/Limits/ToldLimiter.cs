using System.Threading.RateLimiting;

namespace CaptionCluster.Client.Access.Limits;

/// <summary>Has each answer say how its key's limits stand.</summary>
internal sealed class ToldLimiter(PartitionedRateLimiter<HttpContext> limiter) : PartitionedRateLimiter<HttpContext>
{
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => limiter.GetStatistics(resource);

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        var lease = limiter.AttemptAcquire(resource, permitCount);
        if (lease.IsAcquired) LimitHeaders.Add(resource, lease);
        return lease;
    }

    /// <summary>Asked when there is none at once: nobody waits, so the answer is the same.</summary>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        var lease = await limiter.AcquireAsync(resource, permitCount, cancellationToken);
        LimitHeaders.Add(resource, lease);
        return lease;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) limiter.Dispose();
    }
}
