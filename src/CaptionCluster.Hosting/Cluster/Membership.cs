using CaptionCluster.Clustering.MongoDB;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
        if (options.Provider == ClusterProviders.Redis)
        {
            silo.Services.AddRedisDoor(options);
            silo.Services.AddHostedService<RedisIsThere>();
            silo.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(options, isAwaited: true));
        }
        else
        {
            silo.UseMongoDBMembership(configuration.GetSection(ClusterProviders.MongoDBSection));
        }
    }

    public static void UseMembership(this IClientBuilder client, ClusterOptions options, IConfiguration configuration)
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, options));
        if (options.Provider == ClusterProviders.Redis)
        {
            client.Services.AddRedisDoor(options);
            client.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(options, isAwaited: true));
        }
        else
        {
            client.UseMongoDBMembership(configuration.GetSection(ClusterProviders.MongoDBSection));
        }
    }

    private static void AddRedisDoor(this IServiceCollection services, ClusterOptions options) =>
        services.AddSingleton(provider => new RedisDoor(options, provider.GetRequiredService<Secrets>()));

    private static void Name(Orleans.Configuration.ClusterOptions cluster, ClusterOptions options) =>
        (cluster.ServiceId, cluster.ClusterId) = (ServiceId, options.Name);

    /// <param name="options">With the connection string.</param>
    /// <param name="isAwaited">Whether a server that is not there yet is waited for.</param>
    /// <exception cref="StartRefusedException">The connection string can't be read.</exception>
    public static ConfigurationOptions Redis(ClusterOptions options, bool isAwaited)
    {
        var (redis, problem) = RedisText.Read(options.ConnectionString!);
        if (redis is null) throw new StartRefusedException(problem!);
        redis.AbortOnConnectFail = !isAwaited;
        return redis;
    }
}
