using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>Looks at the queue for the metrics, and now and then deletes what has expired.</summary>
internal sealed partial class JobSweeper(
    IJobStore store, JobMetrics metrics, IOptions<JobOptions> options, TimeProvider time, ILogger<JobSweeper> logger) : BackgroundService
{
    private const int LooksPerSweep = 12;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var look = 0; !stoppingToken.IsCancellationRequested; look++)
        {
            await TryAsync(look % LooksPerSweep == 0, stoppingToken);
            await Task.Delay(s_betweenLooks, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(bool withSweep, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            if (withSweep && options.Value.Work)
            {
                var deleted = await store.SweepAsync(
                    new JobSweep(now, now - options.Value.DraftLifetime, now - options.Value.KeepFor),
                    cancellationToken
                );
                if (deleted > 0)
                {
                    LogSwept(deleted);
                }
            }

            metrics.Queue(await store.MeasureAsync(now, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception error)
        {
            metrics.Queue(null);
            LogFailed(error);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} expired jobs were deleted")]
    private partial void LogSwept(int count);

    [LoggerMessage(LogLevel.Warning, "The job store could not be looked after")]
    private partial void LogFailed(Exception exception);
}
