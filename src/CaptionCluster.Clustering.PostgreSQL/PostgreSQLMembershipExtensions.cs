using CaptionCluster.PostgreSQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Messaging;

namespace CaptionCluster.Clustering.PostgreSQL;

/// <summary>Membership on PostgreSQL, for silos and for cluster clients.</summary>
public static class PostgreSQLMembershipExtensions
{
    /// <summary>Keeps the cluster's membership in PostgreSQL. The section has <see cref="PostgreSQLConnectionOptions"/>.</summary>
    public static ISiloBuilder UsePostgreSQLMembership(this ISiloBuilder builder, IConfiguration section)
    {
        AddTable(builder.Services, section);
        builder.Services.AddSingleton<IMembershipTable>(services => services.GetRequiredService<PostgreSQLMembershipTable>());
        builder.Services.AddHostedService<MembershipIsThere>();
        return builder;
    }

    /// <summary>Finds the cluster's gateways in PostgreSQL. The section has <see cref="PostgreSQLConnectionOptions"/>.</summary>
    public static IClientBuilder UsePostgreSQLMembership(this IClientBuilder builder, IConfiguration section)
    {
        AddTable(builder.Services, section);
        builder.Services.AddSingleton<IGatewayListProvider, PostgreSQLGatewayListProvider>();
        return builder;
    }

    private static void AddTable(IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<PostgreSQLConnectionOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PostgreSQLMembershipTable>();
    }
}
