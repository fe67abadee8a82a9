using System.Diagnostics;
using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Clustering.PostgreSQL.Tests;

/// <summary>Real silos form a cluster through the table.</summary>
[Collection(ServerTests.Name)]
public sealed class ClusterTests(SharedPostgreSQLServer server)
{
    private readonly string _cluster = $"test-{Guid.NewGuid():N}";

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task TwoProcesses_OneTable_FormAClusterThatAClientFinds()
    {
        using var one = Start();
        using var two = Start();
        Assert.Equal("active", await one.StandardOutput.ReadLineAsync());
        Assert.Equal("active", await two.StandardOutput.ReadLineAsync());

        using var client = await SiloHost.StartClientAsync(server.ConnectionString, _cluster);
        var hosts = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        await client.StopAsync();
        foreach (var silo in new[] { one, two }) silo.StandardInput.Close();
        await Task.WhenAll(one.WaitForExitAsync(), two.WaitForExitAsync());

        Assert.Equal(2, hosts.Count);
        Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
        await using var table = Members.Table(server.ConnectionString, _cluster);
        Assert.All((await table.ReadAllAsync()).Members, row => Assert.Equal(SiloStatus.Dead, row.Item1.Status));
    }

    private Process Start() =>
        Process.Start(
            new ProcessStartInfo(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [typeof(SiloHost).Assembly.Location, server.ConnectionString, _cluster]
            )
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
}
