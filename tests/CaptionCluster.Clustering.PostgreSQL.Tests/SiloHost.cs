using System.Net;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CaptionCluster.Clustering.PostgreSQL.Tests;

/// <summary>Hosts with a real silo, or a real cluster client, whose membership is in PostgreSQL.</summary>
internal static class SiloHost
{
    public static async Task<IHost> StartAsync(string connectionString, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["PostgreSQL:ConnectionString"] = connectionString;
        builder.UseOrleans(silo =>
        {
            silo.UsePostgreSQLMembership(builder.Configuration.GetSection("PostgreSQL"));
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster);
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static async Task<IHost> StartClientAsync(string connectionString, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["PostgreSQL:ConnectionString"] = connectionString;
        builder.UseOrleansClient(client =>
        {
            client.UsePostgreSQLMembership(builder.Configuration.GetSection("PostgreSQL"));
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
