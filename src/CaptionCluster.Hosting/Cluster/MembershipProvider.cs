using CaptionCluster.Clustering.MongoDB;
using CaptionCluster.Clustering.PostgreSQL;
using CaptionCluster.MongoDB;
using CaptionCluster.PostgreSQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Hosting;

/// <summary>One way for silos and fronts to find each other.</summary>
/// <param name="Name">As <c>CaptionCluster:Cluster:Provider</c> has it.</param>
/// <param name="Problem">A sentence that says what is not configured and must be; null for nothing.</param>
/// <param name="IsPassing">Whether a failure may be gone the next time; else somebody must put it right.</param>
internal sealed record MembershipProvider(
    string Name,
    Func<ClusterOptions, IConfiguration, string?> Problem,
    Action<ISiloBuilder, ClusterOptions, IConfiguration> UseInSilo,
    Action<IClientBuilder, ClusterOptions, IConfiguration> UseInClient,
    Predicate<StoreUnavailableException> IsPassing)
{
    /// <summary>Every one there is. A new one is a line here.</summary>
    public static readonly MembershipProvider[] All =
    [
        new("redis", RedisMembership.Problem, RedisMembership.Use, RedisMembership.Use, _ => true),
        new(
            "mongodb",
            (_, configuration) => configuration.ProblemOfServer(What, "MongoDB", MongoDBSection),
            (silo, _, configuration) => silo.UseMongoDBMembership(configuration.GetSection(MongoDBSection)),
            (client, _, configuration) => client.UseMongoDBMembership(configuration.GetSection(MongoDBSection)),
            MongoDBFault.IsPassing),
        new(
            "postgresql",
            (_, configuration) => configuration.ProblemOfServer(What, "PostgreSQL", PostgreSQLSection),
            (silo, _, configuration) => silo.UsePostgreSQLMembership(configuration.GetSection(PostgreSQLSection)),
            (client, _, configuration) => client.UsePostgreSQLMembership(configuration.GetSection(PostgreSQLSection)),
            PostgreSQLFault.IsPassing),
    ];

    private const string ServiceId = "captioncluster";
    private const string What = "The cluster's membership is";
    private const string MongoDBSection = "CaptionCluster:MongoDB";
    private const string PostgreSQLSection = "CaptionCluster:PostgreSQL";

    /// <summary>Null when there is none of that name.</summary>
    public static MembershipProvider? Find(string name) => Array.Find(All, provider => provider.Name == name);

    public static void Use(ISiloBuilder silo, ClusterOptions options, IConfiguration configuration)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => Call(cluster, options));
        Find(options.Provider)!.UseInSilo(silo, options, configuration);
    }

    public static void Use(IClientBuilder client, ClusterOptions options, IConfiguration configuration)
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => Call(cluster, options));
        var provider = Find(options.Provider)!;
        client.Services.AddSingleton(provider);
        provider.UseInClient(client, options, configuration);
    }

    private static void Call(Orleans.Configuration.ClusterOptions cluster, ClusterOptions options) =>
        (cluster.ServiceId, cluster.ClusterId) = (ServiceId, options.Name);
}
