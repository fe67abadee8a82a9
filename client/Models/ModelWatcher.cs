using CaptionCluster.Hosting;

namespace CaptionCluster.Client.Models;

/// <summary>Asks the cluster's silos what they have loaded, often until something is, then now and then.</summary>
internal sealed partial class ModelWatcher(IGrainFactory grains, ClusterStart cluster, ModelCatalog catalog, TimeProvider time, ILogger<ModelWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhileServing = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await cluster.Active.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await AskAsync();
            await Task.Delay(catalog.NotReadyReason is null ? WhileServing : WhileStarting, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks now, so that who follows finds what has just been changed.</summary>
    public Task RefreshAsync() => AskAsync();

    private async Task AskAsync()
    {
        try
        {
            var silos = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            var models = new List<ModelDescription>();
            foreach (var silo in silos.Keys)
            {
                var loaded = await grains.GetGrain<IModelsGrain>(silo.ToParsableString()).ListAsync();
                models.AddRange(loaded.Where(model => !models.Exists(known => known.Id == model.Id)));
            }

            catalog.Replace(models);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The last list is the best guess: requests find out for themselves.
            LogUnreachable(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cluster does not say which models it serves; the last answer is taken to hold")]
    private partial void LogUnreachable(Exception exception);
}
