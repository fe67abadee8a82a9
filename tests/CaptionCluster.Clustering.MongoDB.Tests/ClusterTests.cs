using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Clustering.MongoDB.Tests;

/// <summary>Real silos form a cluster through the table.</summary>
public sealed class ClusterTests(MongoServer server) : MembershipTableTestsBase(server)
{
    [Fact]
    public async Task Client_OfTwoSilos_FindsTheirGatewaysAndSeesBoth()
    {
        using var one = await SiloHost.StartAsync(Server.ConnectionString, Server.Database, Cluster);
        using var two = await SiloHost.StartAsync(Server.ConnectionString, Server.Database, Cluster);
        using var client = await SiloHost.StartClientAsync(Server.ConnectionString, Server.Database, Cluster);

        var hosts = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);

        Assert.Equal(2, hosts.Count);
        Assert.Equal(hosts.Keys.Select(silo => silo.ToParsableString()).Order(), await ActiveAsync());

        await client.StopAsync();
        await two.StopAsync();
        Assert.Single(await ActiveAsync());
        await one.StopAsync();
        Assert.All((await Table.ReadAllAsync()).Members, row => Assert.Equal(SiloStatus.Dead, row.Item1.Status));
    }

    [Fact]
    public async Task TwoProcesses_OneTable_FormACluster()
    {
        using var one = Start();
        using var two = Start();
        Assert.Equal("active", await one.StandardOutput.ReadLineAsync());
        Assert.Equal("active", await two.StandardOutput.ReadLineAsync());

        using var client = await SiloHost.StartClientAsync(Server.ConnectionString, Server.Database, Cluster);
        var hosts = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        await client.StopAsync();
        foreach (var silo in new[] { one, two }) silo.StandardInput.Close();
        await Task.WhenAll(one.WaitForExitAsync(), two.WaitForExitAsync());

        Assert.Equal(2, hosts.Count);
        Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
        Assert.Empty(await ActiveAsync());
    }

    private async Task<IEnumerable<string>> ActiveAsync() =>
        (await Table.ReadAllAsync()).Members.Select(row => row.Item1)
            .Where(silo => silo.Status == SiloStatus.Active)
            .Select(silo => silo.SiloAddress.ToParsableString())
            .Order();

    private Process Start() => Process.Start(new ProcessStartInfo(
        DotnetHost, [typeof(SiloHost).Assembly.Location, Server.ConnectionString, Server.Database, Cluster])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
