using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting;

/// <summary>
/// A front that starts before its cluster waits for it; one that is told, where members find each other, that it may not come in, ends.
/// </summary>
internal sealed partial class ConnectForever(
    MembershipProvider membership, IEnumerable<RedisGate> redis, Secrets secrets, TimeProvider time, ILogger<ConnectForever> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private bool _hasSaid;

    /// <exception cref="StartRefusedException">Waiting is of no use.</exception>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (RefusalOf(exception) is { } refusal) throw new StartRefusedException(secrets.Redact(refusal.Message));
        foreach (var gate in redis) await gate.OpenAsync(isAwaited: true, cancellationToken);
        if (!_hasSaid) LogWaiting(secrets.Redact(exception.Message));
        _hasSaid = true;
        await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    /// <summary>What somebody must put right.</summary>
    private StoreUnavailableException? RefusalOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreUnavailableException fault) return membership.IsPassing(fault) ? null : fault;
        }

        return null;
    }

    [LoggerMessage(LogLevel.Warning, "The cluster can't be reached yet; waiting for it: {Reason}")]
    private partial void LogWaiting(string reason);
}
