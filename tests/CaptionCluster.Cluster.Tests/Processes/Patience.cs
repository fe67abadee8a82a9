namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>Waits for what the cluster reports, and fails instead of hanging.</summary>
internal static class Patience
{
    /// <summary>Long: the machine may be busy with other tests.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);

    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(s_period);
        while (!await isSo())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Not within {Limit}: {what}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
