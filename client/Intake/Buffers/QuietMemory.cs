namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>
/// Gives memory back when a busy time is over. The garbage collector and the C library do it only on occasion of further work, which does
/// not come when it is quiet, and others on the machine want the memory then.
/// </summary>
internal sealed class QuietMemory(BufferBudget budget, TimeProvider time) : BackgroundService
{
    /// <summary>A collection of everything stops the process for some ten milliseconds: not while anybody works.</summary>
    private const long Quiet = 4 << 20;

    private const long WorthIt = 64 << 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private long _tidiedAt;
    private long _lookedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Look(GC.GetTotalAllocatedBytes(), budget.TakenBytes);
    }

    /// <param name="allocated">Ever, as is <paramref name="taken"/>.</param>
    /// <returns>Whether memory was given back.</returns>
    internal bool Look(long allocated, long taken)
    {
        var done = allocated + taken;
        var isQuiet = done - _lookedAt < Quiet && budget.HeldBytes < Quiet;
        _lookedAt = done;
        if (!isQuiet || done - _tidiedAt < WorthIt) return false;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
        _lookedAt = _tidiedAt = done;
        return true;
    }
}
