using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Models;

/// <summary>
/// Loads the models at start and looks at their folders from then on. Looking works on every file system; being told does not.
/// </summary>
internal sealed partial class ModelFolderWatcher(
    ModelRepository repository,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<ModelFolderWatcher> logger
) : BackgroundService
{
    /// <exception cref="ModelFolderException">The default model can't be served; nothing starts then.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await repository.StartAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Watch.Enabled) return;
        using var timer = new PeriodicTimer(options.Value.Watch.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await repository.ScanAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogUnreadable(error);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The model folders can't be looked at; what is loaded stays")]
    private partial void LogUnreadable(Exception failure);
}
