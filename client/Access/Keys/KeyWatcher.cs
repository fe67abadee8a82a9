namespace CaptionCluster.Client.Access.Keys;

/// <summary>Reads the keys before anyone is answered, and asks the store several times a second whether they have changed.</summary>
internal sealed partial class KeyWatcher(KeyBook book, TimeProvider time, ILogger<KeyWatcher> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private bool _isSilent;

    public Task StartingAsync(CancellationToken cancellationToken) => AskAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await AskAsync(stoppingToken);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await book.RefreshAsync(both.Token);
            if (_isSilent) LogBack();
            _isSilent = false;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops.
        }
        catch (Exception error)
        {
            // A store that is away says why itself.
            if (!_isSilent) LogSilent(error is StoreUnavailableException ? null : error, error.Message);
            _isSilent = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store does not tell the keys; those that are known go on being used until it does. {Reason}")]
    private partial void LogSilent(Exception? exception, string reason);

    [LoggerMessage(LogLevel.Information, "The store tells the keys again")]
    private partial void LogBack();
}
