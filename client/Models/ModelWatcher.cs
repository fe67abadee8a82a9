using CaptionCluster.Hosting;

namespace CaptionCluster.Client.Models;

/// <summary>Asks the cluster's silos what they have loaded, often until something is, then now and then.</summary>
internal sealed partial class ModelWatcher(
    IGrainFactory grains,
    IClusterManifestProvider manifests,
    ClusterStart cluster,
    ModelCatalog catalog,
    TimeProvider time,
    ILogger<ModelWatcher> logger
) : BackgroundService
{
    private static readonly GrainType s_images = GrainType.Create(IImageGrain.TypeName);
    private static readonly TimeSpan s_whileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_whileServing = TimeSpan.FromSeconds(2);

    /// <summary>A silo that needs longer to say what it has is not asked to do more.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await cluster.Active.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await AskAsync();
            await Task.Delay(catalog.NotReadyReason is null ? s_whileServing : s_whileStarting, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks now, so that who follows finds what has just been changed.</summary>
    public Task RefreshAsync() => AskAsync();

    private async Task AskAsync()
    {
        var members = manifests.Current.Silos.Where(silo => silo.Value.Grains.Count > 0).ToArray();
        if (members.Length > 0 && !members.Any(silo => silo.Value.Grains.ContainsKey(s_images)))
        {
            catalog.LostCluster("No silo of the cluster keeps images.");
            return;
        }

        var silos = members.Select(silo => silo.Key).Order();
        var answers = await Task.WhenAll(silos.Select(AskAsync));
        var models = answers.OfType<IReadOnlyList<ModelDescription>>().SelectMany(loaded => loaded).DistinctBy(model => model.Id).ToList();
        var isWhole = answers.Length > 0 && answers.All(answer => answer is not null);

        // Who has not answered may have models: what was known of them is the best guess, and requests find out for themselves.
        if (models.Count > 0 || isWhole) catalog.Replace(models);
        else catalog.LostCluster("The cluster does not answer.");
    }

    /// <summary>Null when the silo does not say.</summary>
    private async Task<IReadOnlyList<ModelDescription>?> AskAsync(SiloAddress silo)
    {
        try
        {
            return await grains.GetGrain<IModelsGrain>(silo.ToParsableString()).ListAsync().WaitAsync(s_patience, time);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogSilent(error, silo);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Silo {Silo} does not say which models it has")]
    private partial void LogSilent(Exception exception, SiloAddress silo);
}
