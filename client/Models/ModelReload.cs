namespace CaptionCluster.Client.Models;

/// <summary>Has every silo that has the model's folder look at it now.</summary>
internal sealed class ModelReload(IGrainFactory grains, ModelWatcher watcher)
{
    /// <exception cref="ModelNotAvailableException">No silo has a folder of that name.</exception>
    /// <exception cref="ModelRefusedException">A silo refused what is in it.</exception>
    public async Task ReloadAsync(string name, CancellationToken cancellationToken)
    {
        var silos = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(cancellationToken);
        var answers = await Task.WhenAll(silos.Keys.Select(silo => AskAsync(silo, name))).WaitAsync(cancellationToken);
        await watcher.RefreshAsync();
        if (answers.OfType<ModelRefusedException>().FirstOrDefault() is { } refused) throw refused;
        if (Array.TrueForAll(answers, answer => answer is not null)) throw answers.FirstOrDefault() ?? new ModelNotAvailableException("No silo answers.");
    }

    /// <summary>Null when it went well. A silo without models may be among them, so one failure is not everyone's.</summary>
    private async Task<Exception?> AskAsync(SiloAddress silo, string name)
    {
        try
        {
            await grains.GetGrain<IModelsGrain>(silo.ToParsableString()).ReloadAsync(name);
            return null;
        }
        catch (Exception failure) when (failure is CaptionClusterException or OrleansException or TimeoutException)
        {
            return failure;
        }
    }
}
