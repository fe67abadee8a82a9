using Microsoft.Extensions.Logging;

namespace CaptionCluster.Grains;

/// <summary>Sends a picture to the silo that shall infer and brings back its caption. One a silo; safe for concurrent use.</summary>
internal sealed partial class InferenceRouter(InferenceSilos silos, SiloHeartbeat heartbeat, ILogger<InferenceRouter> logger)
{
    /// <summary>Silos asked for one picture. The work is idempotent, so asking another one is always right, but not for ever.</summary>
    private const int MaxSilos = 3;

    /// <param name="words">Is told the words as they are decided; from the start again when another silo is asked.</param>
    /// <exception cref="ModelNotAvailableException">No active silo has the model.</exception>
    /// <exception cref="InferenceFailedException">The model failed.</exception>
    /// <exception cref="SilosLostException">Each silo that was asked went away.</exception>
    /// <exception cref="OverloadedException">The queues of the silos that were asked are full.</exception>
    public async Task<Caption> CaptionAsync(InferenceRequest request, SpokenWords words, CancellationToken cancellationToken)
    {
        var asked = new List<InferenceSilo>();
        var silo = await ChooseAsync(request.Key.Model, cancellationToken);
        while (true)
        {
            asked.Add(silo);
            try
            {
                return Sound(await silo.CaptionAsync(request, words, cancellationToken));
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && CanBeBetterElsewhere(error))
            {
                var other = asked.Count < MaxSilos ? PowerOfTwoChoices.Choose(Others(asked), request.Key.Model, Random.Shared) : null;
                if (other is null && error is CaptionClusterException) throw;
                if (other is null) throw InferenceErrors.Lost(silo.Address, error);
                LogElsewhere(error, silo.Address, other.Address);
                silo = other;
            }
            catch (Exception error) when (InferenceErrors.IsUntyped(error))
            {
                throw InferenceErrors.Typed($"silo {silo.Address}", error);
            }
        }
    }

    /// <summary>Whatever made it: what is no number is neither kept nor answered.</summary>
    private static Caption Sound(Caption caption) =>
        caption.IsSound ? caption : throw new InferenceFailedException("The model gave a caption whose scores are no numbers.");

    /// <summary>A silo that is lost, full or about to unload the model says nothing of the next one.</summary>
    private static bool CanBeBetterElsewhere(Exception error) =>
        SiloLoss.Is(error) || error is OverloadedException or ModelNotAvailableException;

    private InferenceSilo[] Others(List<InferenceSilo> asked) => [.. silos.Active.Except(asked)];

    private async ValueTask<InferenceSilo> ChooseAsync(ModelId model, CancellationToken cancellationToken)
    {
        if (PowerOfTwoChoices.Choose(silos.Active, model, Random.Shared) is { } silo) return silo;

        // Another silo may have loaded it since it was last heard of.
        await heartbeat.BeatAsync(cancellationToken);
        return PowerOfTwoChoices.Choose(silos.Active, model, Random.Shared)
            ?? throw new ModelNotAvailableException($"No silo has model {model.Name} {model.Revision} {model.Variant}.");
    }

    [LoggerMessage(LogLevel.Debug, "Silo {Silo} did not caption a picture; silo {Other} is asked.")]
    private partial void LogElsewhere(Exception error, SiloAddress silo, SiloAddress other);
}
