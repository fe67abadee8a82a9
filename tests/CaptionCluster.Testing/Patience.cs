namespace CaptionCluster.Testing;

/// <summary>Waits for what must happen, and fails instead of hanging.</summary>
public static class Patience
{
    /// <summary>Long enough for a machine that has other things to do.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);

    public static Task For(Task task) => task.WaitAsync(Limit);

    public static Task<T> For<T>(Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Asks again and again, for what nobody tells.</summary>
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
