namespace CaptionCluster.Client.Jobs.Work;

internal static class Pauses
{
    /// <summary>
    /// Doubles with each attempt; a fifth more or less by chance, so that what failed together does not come back together.
    /// </summary>
    /// <param name="attempt">From 1.</param>
    public static TimeSpan Growing(TimeSpan first, TimeSpan longest, int attempt)
    {
        var pause = Math.Min(first.TotalSeconds * Math.Pow(2, attempt - 1), longest.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (0.8 + (0.4 * Random.Shared.NextDouble())));
    }
}
