using CaptionCluster.Grains;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>One silo inside the process that calls it.</summary>
internal static class EmbeddedSilo
{
    private const string ClusterName = "captioncluster-embedded";

    public static void Add(IHostApplicationBuilder builder, ClusterOptions options) => builder.UseOrleans(silo =>
    {
        // Nobody connects to this silo, but it listens to itself: on loopback only, at a port nobody else has, and with no gateway.
        silo.UseLocalhostClustering(LoopbackPort.Unused(), gatewayPort: 0, serviceId: ClusterName, clusterId: ClusterName);
        silo.Configure<EndpointOptions>(endpoints => endpoints.GatewayPort = 0);
        silo.AddSiloServices(builder, options, SiloRoles.All);
    });
}
