using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>Where silos and fronts find each other. An unknown provider is refused when the host starts.</summary>
internal static class Membership
{
    private const string ServiceId = "captioncluster";

    public static void UseMembership(this ISiloBuilder silo, ClusterOptions options)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, options));
        if (options.Provider == ClusterProviders.Redis) silo.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(options));
    }

    public static void UseMembership(this IClientBuilder client, ClusterOptions options)
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, options));
        if (options.Provider == ClusterProviders.Redis) client.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(options));
    }

    private static void Name(Orleans.Configuration.ClusterOptions cluster, ClusterOptions options) =>
        (cluster.ServiceId, cluster.ClusterId) = (ServiceId, options.Name);

    private static ConfigurationOptions Redis(ClusterOptions options) => ConfigurationOptions.Parse(options.ConnectionString ?? "");
}
