namespace CaptionCluster.Testing.Processes;

public static class Patience
{
    /// <summary>How long a test waits for what must happen before it fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}
