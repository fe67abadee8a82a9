using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace CaptionCluster.Clustering.PostgreSQL;

/// <summary>The gateways of a cluster: its active silos that listen to clients.</summary>
internal sealed class PostgreSQLGatewayListProvider(PostgreSQLMembershipTable table, IOptions<GatewayOptions> gateways)
    : IGatewayListProvider
{
    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => table.InitializeMembershipTableAsync(tryInitTableVersion: false);

    public async Task<IList<Uri>> GetGateways()
    {
        var members = await table.ReadAllAsync();
        return
        [
            .. members.Members.Select(row => row.Item1)
                .Where(silo => silo is { Status: SiloStatus.Active, ProxyPort: > 0 })
                .Select(silo =>
                    SiloAddress.New(silo.SiloAddress.Endpoint.Address, silo.ProxyPort, silo.SiloAddress.Generation).ToGatewayUri()
                ),
        ];
    }
}
