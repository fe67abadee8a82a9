using StackExchange.Redis;

namespace CaptionCluster.Hosting;

/// <summary>Tells a Redis that is away from one that will never let us in.</summary>
internal sealed class RedisGate(ClusterOptions options, Secrets secrets)
{
    /// <param name="isAwaited">It may be away: only a refusal by whoever answers there counts.</param>
    /// <exception cref="StartRefusedException">With a sentence that says where it was looked for and why it can't be used.</exception>
    public async Task OpenAsync(bool isAwaited, CancellationToken cancellationToken)
    {
        var redis = RedisMembership.Read(options, isAwaited: false);
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(redis).WaitAsync(cancellationToken);
        }
        catch (RedisConnectionException error) when (!isAwaited || error.FailureType == ConnectionFailureType.AuthenticationFailure)
        {
            throw new StartRefusedException(
                $"Redis at {RedisText.NameOf(redis)}, where the cluster's members find each other, can't be used: "
                + $"{secrets.Redact(ReasonOf(error))}. "
                + "See CaptionCluster:Cluster:ConnectionString.");
        }
        catch (RedisConnectionException)
        {
            // It is away, and waited for.
        }
    }

    /// <summary>
    /// The driver's second sentence: the first says that it could not connect, those after how to wait and what it had counted.
    /// </summary>
    private static string ReasonOf(RedisConnectionException failure) =>
        failure.Message.Split(". ") is [_, var reason, ..] ? reason.TrimEnd('.') : failure.Message;
}
