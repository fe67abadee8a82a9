using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptionCluster.Hosting;

/// <summary>Says what is wrong with the store. Captions are answered without it, so it takes no one out of service.</summary>
internal sealed class StoreHealthCheck(IEnumerable<IStoreCondition> stores) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = stores.Select(store => store.Trouble).OfType<string>().ToList();
        return Task.FromResult(troubles.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', troubles)));
    }
}
