using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains;

public static class LoadExtensions
{
    /// <summary>Keeps what this process did in the last quarter of an hour.</summary>
    public static IServiceCollection AddHostLoads(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<LoadMeter>()
        .AddSingleton<HostLoads>()
        .AddSingleton<IHostLoads>(provider => provider.GetRequiredService<HostLoads>())
        .AddHostedService<LoadKeeper>();
}
