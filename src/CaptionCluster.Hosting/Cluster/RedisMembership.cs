using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>Silos and fronts that find each other in Redis.</summary>
internal static class RedisMembership
{
    public static string? Problem(ClusterOptions options, IConfiguration configuration) =>
        configuration.ProblemOfServer("The cluster's membership is", "Redis", ClusterOptions.Section)
        ?? RedisText.Read(options.ConnectionString!).Problem;

    public static void Use(ISiloBuilder silo, ClusterOptions options, IConfiguration _)
    {
        silo.Services.AddRedisGate(options);
        silo.Services.AddHostedService<RedisIsThere>();
        silo.UseRedisClustering(redis => redis.ConfigurationOptions = Read(options, isAwaited: true));
    }

    public static void Use(IClientBuilder client, ClusterOptions options, IConfiguration _)
    {
        client.Services.AddRedisGate(options);
        client.UseRedisClustering(redis => redis.ConfigurationOptions = Read(options, isAwaited: true));
    }

    /// <param name="options">With the connection string.</param>
    /// <param name="isAwaited">Whether a server that is not there yet is waited for.</param>
    /// <exception cref="StartRefusedException">The connection string can't be read.</exception>
    public static ConfigurationOptions Read(ClusterOptions options, bool isAwaited)
    {
        var (redis, problem) = RedisText.Read(options.ConnectionString!);
        if (redis is null) throw new StartRefusedException(problem!);
        redis.AbortOnConnectFail = !isAwaited;
        return redis;
    }

    private static void AddRedisGate(this IServiceCollection services, ClusterOptions options) =>
        services.AddSingleton(provider => new RedisGate(options, provider.GetRequiredService<Secrets>()));
}
