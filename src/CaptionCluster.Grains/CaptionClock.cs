namespace CaptionCluster.Grains;

/// <summary>The service key of the clock this project's own timers run by, apart from the one Orleans runs by.</summary>
public static class CaptionClock
{
    public const string Key = "CaptionCluster";
}
