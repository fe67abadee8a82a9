using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Messaging;

namespace CaptionCluster.Clustering.MongoDB;

/// <summary>Membership on MongoDB, for silos and for cluster clients.</summary>
public static class MongoDBMembershipExtensions
{
    /// <summary>Keeps the cluster's membership in MongoDB. The section has <see cref="MongoDBMembershipOptions"/>.</summary>
    public static ISiloBuilder UseMongoDBMembership(this ISiloBuilder builder, IConfiguration section)
    {
        AddOptions(builder.Services, section);
        builder.Services.AddSingleton<IMembershipTable, MongoDBMembershipTable>();
        builder.Services.AddHostedService<MembershipIsThere>();
        return builder;
    }

    /// <summary>Finds the cluster's gateways in MongoDB. The section has <see cref="MongoDBMembershipOptions"/>.</summary>
    public static IClientBuilder UseMongoDBMembership(this IClientBuilder builder, IConfiguration section)
    {
        AddOptions(builder.Services, section);
        builder.Services.AddSingleton<IGatewayListProvider, MongoDBGatewayListProvider>();
        return builder;
    }

    private static void AddOptions(IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<MongoDBMembershipOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
    }
}
