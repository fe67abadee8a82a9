using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace CaptionCluster.Hosting;

/// <summary>A cluster of other processes, which this one calls.</summary>
internal static class RemoteCluster
{
    public static void Add(IHostApplicationBuilder builder, ClusterOptions options) => builder.UseOrleansClient(client =>
    {
        MembershipProvider.Use(client, options, builder.Configuration);
        if (builder.Configuration.PassesTracesOn()) client.AddActivityPropagation();
        client.AddDashboard();
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = Liveness.RefreshPeriod(options.FailureDetection));
        client.Configure<TypeManagementOptions>(types => types.TypeMapRefreshInterval = Liveness.RefreshPeriod(options.FailureDetection));

        // Who waited too long has left: say so to the grain that still counts them.
        client.Configure<ClientMessagingOptions>(messaging => messaging.CancelRequestOnTimeout = true);
        client.UseConnectionRetryFilter<ConnectForever>();
        client.Services.AddSingleton(new ClusterConnection(isLocal: false));
        client.AddGatewayCountChangedHandler(services =>
        {
            var connection = services.GetRequiredService<ClusterConnection>();
            return (_, gateways) =>
            {
                if (gateways.NumberOfConnectedGateways < gateways.PreviousNumberOfConnectedGateways)
                {
                    connection.Lost();
                }
            };
        });
        client.Services.AddSingleton<ClusterStart>();
        client.Services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>>(provider =>
            provider.GetRequiredService<ClusterStart>()
        );
    });
}
