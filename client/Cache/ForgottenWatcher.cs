using CaptionCluster.Hosting;

namespace CaptionCluster.Client.Cache;

/// <summary>Asks the cluster several times a second what was forgotten.</summary>
internal sealed partial class ForgottenWatcher(
    IGrainFactory grains,
    ClusterStart cluster,
    ClusterConnection connection,
    EdgeCache cache,
    TimeProvider time,
    ILogger<ForgottenWatcher> logger
) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (connection.IsLocal) return;
        await cluster.Active.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await AskAsync();
            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync()
    {
        try
        {
            var askedAt = time.GetTimestamp();
            var news = await grains.GetGrain<IForgottenGrain>(0).SinceAsync(cache.Mark).WaitAsync(s_patience, time);
            cache.Heard(news, askedAt);
        }
        catch (Exception error)
        {
            LogSilent(error);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The cluster does not say what was forgotten; the edge cache is left alone until it does")]
    private partial void LogSilent(Exception exception);
}
