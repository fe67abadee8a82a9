namespace CaptionCluster.Testing.Processes;

public static class Patience
{
    /// <summary>How long a test waits for what must happen before it fails: long enough for a machine that has other things to do.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
}
