using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace CaptionCluster.Hosting;

/// <summary>A silo that joins others.</summary>
internal static class MemberSilo
{
    public static void Add(IHostApplicationBuilder builder, ClusterOptions options) => builder.UseOrleans(silo =>
    {
        MembershipProvider.Use(silo, options, builder.Configuration);
        TableWatch.Add(silo.Services, Liveness.RefreshPeriod(options.FailureDetection));
        silo.Configure<ClusterMembershipOptions>(membership => Liveness.Configure(membership, options.FailureDetection));
        silo.Configure<EndpointOptions>(endpoints => Listen(endpoints, options));
        silo.AddDashboard();
        silo.AddSiloServices(builder, options, RoleNames.Parse(options.Roles));
    });

    private static void Listen(EndpointOptions endpoints, ClusterOptions options)
    {
        (endpoints.SiloPort, endpoints.GatewayPort) = (options.SiloPort, options.GatewayPort);
        if (options.OneMachine) endpoints.AdvertisedIPAddress = IPAddress.Loopback;
        else if (options.Address is { } address) endpoints.AdvertisedIPAddress = IPAddress.Parse(address);
    }
}
