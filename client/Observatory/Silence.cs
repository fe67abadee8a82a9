namespace CaptionCluster.Client.Observatory;

internal static class Silence
{
    /// <summary>Whoever was asked is gone, busy or, being of an earlier version, has no such grain: the view does without.</summary>
    public static bool Is(Exception error) =>
        error is TimeoutException or OrleansException or ArgumentException or InvalidOperationException;
}
