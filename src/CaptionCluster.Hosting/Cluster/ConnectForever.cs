using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting;

/// <summary>A front that starts before its cluster waits for it.</summary>
internal sealed partial class ConnectForever(TimeProvider time, ILogger<ConnectForever> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private bool _hasSaid;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!_hasSaid) LogWaiting(exception.Message);
        _hasSaid = true;
        await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(LogLevel.Warning, "The cluster can't be reached yet; waiting for it: {Reason}")]
    private partial void LogWaiting(string reason);
}
