using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

/// <summary>What a host calls to take part in a caption cluster.</summary>
public static class CaptionClusterExtensions
{
    /// <summary>Long enough for what is in flight, short enough for an orchestrator's patience.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes the cluster's grains callable. With no cluster configured, that means a silo of one's own.</summary>
    public static IHostApplicationBuilder AddCaptionClient(this IHostApplicationBuilder builder) => builder.AddCaptionSilo();

    /// <summary>Hosts a silo with models and the store.</summary>
    public static IHostApplicationBuilder AddCaptionSilo(this IHostApplicationBuilder builder)
    {
        builder.AddQuietStart();
        builder.Services.AddOptions<ClusterOptions>().BindConfiguration("CaptionCluster:Cluster").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownTimeout;

            // Probes get their answer while models load; and models load while the silo starts.
            host.ServicesStartConcurrently = true;
        });

        // Stopping goes backwards: the store, first here, writes what waits after everything else has stopped.
        builder.Services.AddSqliteStore(options => builder.Configuration.GetSection("CaptionCluster:Store").Bind(options));
        EmbeddedSilo.Add(builder);
        return builder;
    }
}
