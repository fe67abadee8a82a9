using System.Net;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>
/// Looks for Redis before a silo starts. A silo whose start fails in the middle spins, waiting for a membership that never comes, and on a single
/// core may so keep its process from ending.
/// </summary>
internal sealed class RedisIsThere(ConfigurationOptions redis) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(redis).WaitAsync(cancellationToken);
        }
        catch (RedisConnectionException failure)
        {
            var where = string.Join(" or ", redis.EndPoints.Select(NameOf));
            throw new StartRefusedException(
                $"Redis at {where}, where the cluster's members find each other, can't be used: {ReasonOf(failure)}. See CaptionCluster:Cluster:ConnectionString.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string NameOf(EndPoint server) => server is DnsEndPoint named ? $"{named.Host}:{named.Port}" : $"{server}";

    /// <summary>The driver's second sentence: the first says that it could not connect, those after how to wait and what it had counted.</summary>
    private static string ReasonOf(RedisConnectionException failure) => failure.Message.Split(". ") is [_, var reason, ..] ? reason.TrimEnd('.') : failure.Message;
}
