using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace CaptionCluster.Clustering.MongoDB.Tests;

public sealed class GatewayListTests(MongoServer server) : MembershipTableTestsBase(server)
{
    [Fact]
    public async Task GetGateways_SeveralSilos_AreTheActiveOnesThatListenToClients()
    {
        using var provider = new MongoDBGatewayListProvider(
            Options.Create(new MongoDBMembershipOptions { ConnectionString = Server.ConnectionString, Database = Server.Database }),
            Options.Create(new ClusterOptions { ClusterId = Cluster }),
            Options.Create(new GatewayOptions { GatewayListRefreshPeriod = TimeSpan.FromSeconds(7) }),
            TimeProvider.System);
        await provider.InitializeGatewayListProvider();
        Assert.Empty(await provider.GetGateways());

        var closed = Members.Silo(SiloStatus.Active);
        closed.ProxyPort = 0;
        await Table.AddAsync(closed);
        await Table.AddAsync(Members.Silo(SiloStatus.Joining));
        await Table.AddAsync(Members.Silo(SiloStatus.Dead));
        var open = await Table.AddAsync(Members.Silo(SiloStatus.Active));

        var gateway = Assert.Single(await provider.GetGateways());
        Assert.Equal(new Uri($"gwy.tcp://127.0.0.1:30000/{open.SiloAddress.Generation}"), gateway);
        Assert.True(provider.IsUpdatable);
        Assert.Equal(TimeSpan.FromSeconds(7), provider.MaxStaleness);
    }
}
