using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace CaptionCluster.Clustering.MongoDB;

/// <summary>The gateways of a cluster: its active silos that listen to clients.</summary>
internal sealed class MongoDBGatewayListProvider(
    IOptions<MongoDBMembershipOptions> options,
    IOptions<ClusterOptions> cluster,
    IOptions<GatewayOptions> gateways,
    TimeProvider time
) : IGatewayListProvider, IDisposable
{
    private readonly MongoDBMembershipTable _table = new(options, cluster, time);

    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var members = await _table.ReadAllAsync();
        return
        [
            .. members.Members.Select(row => row.Item1)
                .Where(silo => silo is { Status: SiloStatus.Active, ProxyPort: > 0 })
                .Select(silo =>
                    SiloAddress.New(silo.SiloAddress.Endpoint.Address, silo.ProxyPort, silo.SiloAddress.Generation).ToGatewayUri()
                ),
        ];
    }

    public void Dispose() => _table.Dispose();
}
