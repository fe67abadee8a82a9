using CaptionCluster.Clustering.MongoDB;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>Where silos and fronts find each other.</summary>
internal static class Membership
{
    private const string ServiceId = "captioncluster";

    public static void UseMembership(this ISiloBuilder silo, ClusterOptions options, IConfiguration configuration)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, options));
        if (options.Provider == ClusterProviders.Redis) silo.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(options));
        else silo.UseMongoDBMembership(configuration.GetSection(ClusterProviders.MongoDBSection));
    }

    public static void UseMembership(this IClientBuilder client, ClusterOptions options, IConfiguration configuration)
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, options));
        if (options.Provider == ClusterProviders.Redis) client.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(options));
        else client.UseMongoDBMembership(configuration.GetSection(ClusterProviders.MongoDBSection));
    }

    private static void Name(Orleans.Configuration.ClusterOptions cluster, ClusterOptions options) =>
        (cluster.ServiceId, cluster.ClusterId) = (ServiceId, options.Name);

    /// <summary>A server that is not there yet is waited for.</summary>
    private static ConfigurationOptions Redis(ClusterOptions options)
    {
        var redis = ConfigurationOptions.Parse(options.ConnectionString!);
        redis.AbortOnConnectFail = false;
        return redis;
    }
}
