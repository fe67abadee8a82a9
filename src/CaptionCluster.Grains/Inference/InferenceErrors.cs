namespace CaptionCluster.Grains;

/// <summary>What leaves a silo is typed: the runtime's own exceptions may not exist where the answer arrives.</summary>
internal static class InferenceErrors
{
    public static bool IsUntyped(Exception error) => error is not (CaptionClusterException or OperationCanceledException);

    public static SilosLostException Lost(SiloAddress silo, Exception error) => new($"Silo {silo} did not answer: {error.GetType().Name}.");

    public static InferenceFailedException Typed(string where, Exception error) =>
        new($"The {where} failed: {error.GetType().Name}: {error.Message}");
}
