using CaptionCluster.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

/// <summary>What a host calls to take part in a caption cluster.</summary>
public static class CaptionClusterExtensions
{
    /// <summary>Long enough for what is in flight, short enough for an orchestrator's patience.</summary>
    private static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes the cluster's grains callable. With no cluster configured, that means a silo of one's own.</summary>
    public static IHostApplicationBuilder AddCaptionClient(this IHostApplicationBuilder builder)
    {
        var options = builder.AddClusterOptions(HostKind.Front);

        // Stopping goes backwards: the store, first here, writes what waits after everything else has stopped. Fronts keep jobs in it.
        builder.AddCaptionStore();
        if (options.IsAlone) EmbeddedSilo.Add(builder, options);
        else RemoteCluster.Add(builder, options);
        return builder;
    }

    /// <summary>Hosts a silo of the configured cluster, with what its roles need.</summary>
    public static IHostApplicationBuilder AddCaptionSilo(this IHostApplicationBuilder builder)
    {
        var options = builder.AddClusterOptions(HostKind.Silo);
        if (RoleNames.Parse(options.Roles) != SiloRoles.Inference) builder.AddCaptionStore();
        MemberSilo.Add(builder, options);
        builder.Services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo");
        return builder;
    }

    private static ClusterOptions AddClusterOptions(this IHostApplicationBuilder builder, HostKind kind)
    {
        var secrets = Secrets.Of(builder.Configuration);
        StartFailure.Hide(secrets);
        builder.Services.AddSingleton(secrets);
        builder.AddQuietStart();
        builder.Services.AddOptions<ClusterOptions>().BindConfiguration(ClusterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedFolders();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostLoads().AddTraceBook(builder.Configuration);
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = s_shutdownTimeout;

            // Probes get their answer while models load; and models load while the silo starts.
            host.ServicesStartConcurrently = true;
        });
        return new ClusterChoices(kind, builder.Configuration).Checked();
    }
}
