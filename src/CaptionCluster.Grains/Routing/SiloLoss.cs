namespace CaptionCluster.Grains;

/// <summary>Tells an error of the way from an error of the work: the first is worth another try elsewhere.</summary>
public static class SiloLoss
{
    /// <summary>A silo died or left, could not be reached, or there is none just now; or no answer came in time.</summary>
    /// <param name="error">What a grain call threw, while its caller still wanted the answer.</param>
    public static bool Is(Exception error) => 
        error is OrleansException or TimeoutException or OperationCanceledException or SilosLostException;
}
