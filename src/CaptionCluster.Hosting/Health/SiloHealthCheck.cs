using CaptionCluster.Grains;
using CaptionCluster.Inference;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting;

/// <summary>Ready means: a member of the cluster, its models warm, and not about to leave.</summary>
internal sealed class SiloHealthCheck(
    ClusterStart cluster, IModelRepository models, IOptions<ClusterOptions> options, IHostApplicationLifetime host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Reason() is { } reason ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Healthy());

    private string? Reason()
    {
        if (host.ApplicationStopping.IsCancellationRequested) return "The silo is stopping.";
        if (!cluster.Active.IsCompletedSuccessfully) return "The silo is joining the cluster.";
        return RoleNames.Parse(options.Value.Roles).HasFlag(SiloRoles.Inference) && models.Models.Count == 0 ? "Models are loading." : null;
    }
}
