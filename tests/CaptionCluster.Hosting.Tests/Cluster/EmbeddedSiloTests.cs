using System.Net;
using CaptionCluster.Hosting.Tests.Support;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace CaptionCluster.Hosting.Tests.Cluster;

public sealed class EmbeddedSiloTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_TwoOnOneMachine_EachListensToItselfAlone()
    {
        using var one = Build("one");
        using var other = Build("other");

        await Task.WhenAll(one.StartAsync(), other.StartAsync());

        var addresses = await Task.WhenAll(AddressAsync(one), AddressAsync(other));
        Assert.NotEqual(addresses[0].Port, addresses[1].Port);
        Assert.All(addresses, address => Assert.True(IPAddress.IsLoopback(address.Address)));
        await Task.WhenAll(one.StopAsync(), other.StopAsync());
    }

    private static async Task<IPEndPoint> AddressAsync(IHost host)
    {
        await host.Services.GetRequiredService<ClusterStart>().Active.WaitAsync(Patience.Limit);
        var silo = host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.True(silo.GatewayAddress is null or { Endpoint.Port: 0 });
        return silo.SiloAddress.Endpoint;
    }

    private IHost Build(string name) => Hosts.Build(
        ("CaptionCluster:DataFolder", _folder.At(name)), ("CaptionCluster:Models:Folder", Path.GetDirectoryName(Fixtures.Model)!));
}
