namespace CaptionCluster.Grains;

/// <summary>Sends a picture to the silo that shall infer and brings back its caption. One a silo; safe for concurrent use.</summary>
internal sealed class InferenceRouter(InferenceSilos silos, SiloHeartbeat heartbeat)
{
    /// <exception cref="ModelNotAvailableException">No active silo has the model.</exception>
    /// <exception cref="InferenceFailedException">The model failed, or its silo died.</exception>
    /// <exception cref="OverloadedException">The chosen silo's queue is full.</exception>
    public async Task<Caption> CaptionAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var silo = await ChooseAsync(request.Key.Model, cancellationToken);
        try
        {
            var reply = await silo.Encoder.CaptionAsync(request, cancellationToken);
            silo.Heard(reply.QueuedSeconds);
            return reply.Caption;
        }
        catch (Exception error) when (InferenceErrors.IsUntyped(error))
        {
            // The work is idempotent: this is where another silo can be asked.
            throw InferenceErrors.Typed($"silo {silo.Address}", error);
        }
    }

    private async ValueTask<InferenceSilo> ChooseAsync(ModelId model, CancellationToken cancellationToken)
    {
        if (PowerOfTwoChoices.Choose(silos.Active, model, Random.Shared) is { } silo) return silo;

        // Another silo may have loaded it since it was last heard of.
        await heartbeat.BeatAsync(cancellationToken);
        return PowerOfTwoChoices.Choose(silos.Active, model, Random.Shared)
            ?? throw new ModelNotAvailableException($"No silo has model {model.Name} {model.Revision} {model.Variant}.");
    }
}
