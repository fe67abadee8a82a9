using System.Net;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>Hosts with a real silo, or a real cluster client, whose membership is in MongoDB.</summary>
internal static class SiloHost
{
    public static async Task<IHost> StartAsync(string connectionString, string database, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Section(connectionString, database));
        builder.UseOrleans(silo =>
        {
            silo.UseMongoDBMembership(builder.Configuration.GetSection("MongoDB"));
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster);
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static async Task<IHost> StartClientAsync(string connectionString, string database, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Section(connectionString, database));
        builder.UseOrleansClient(client =>
        {
            client.UseMongoDBMembership(builder.Configuration.GetSection("MongoDB"));
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static Dictionary<string, string?> Section(string connectionString, string database) => new()
    {
        ["MongoDB:ConnectionString"] = connectionString,
        ["MongoDB:Database"] = database,
    };
}
