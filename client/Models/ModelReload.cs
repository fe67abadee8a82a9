using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Models;

/// <summary>Has every silo that has the model's folder look at it now.</summary>
internal sealed class ModelReload(IGrainFactory grains, ModelWatcher watcher, ModelCatalog catalog)
{
    /// <exception cref="RequestRefusedException">There is no such model.</exception>
    /// <exception cref="ModelNotAvailableException">It is served, but no silo has its folder any more.</exception>
    /// <exception cref="ModelRefusedException">A silo refused what is in it.</exception>
    public async Task ReloadAsync(string name, CancellationToken cancellationToken)
    {
        var silos = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(cancellationToken);
        var answers = await Task.WhenAll(silos.Keys.Select(silo => AskAsync(silo, name))).WaitAsync(cancellationToken);
        await watcher.RefreshAsync();
        if (answers.OfType<ModelRefusedException>().FirstOrDefault() is { } refused) throw refused;
        if (answers.Length > 0 && Array.TrueForAll(answers, answer => answer is ModelNotAvailableException) && !IsServed(name))
        {
            throw new RequestRefusedException(
                404,
                "no-such-model",
                "There is neither a model of that name nor a folder for one; /v1/models lists those that are served."
            );
        }

        if (Array.TrueForAll(answers, answer => answer is not null))
        {
            throw answers.FirstOrDefault() ?? new ModelNotAvailableException("No silo answers.");
        }
    }

    private bool IsServed(string name) => catalog.Models.Any(model => model.Description.Id.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>Null when it went well. A silo without models may be among them, so one failure is not everyone's.</summary>
    private async Task<Exception?> AskAsync(SiloAddress silo, string name)
    {
        try
        {
            await grains.GetGrain<IModelsGrain>(silo.ToParsableString()).ReloadAsync(name);
            return null;
        }
        catch (Exception error) when (error is CaptionClusterException or OrleansException or TimeoutException)
        {
            return error;
        }
    }
}
