using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>
/// The items this process holds: each worked on, its lease renewed, and let go when it is someone else's or nobody's any more.
/// </summary>
internal sealed partial class JobSlots(
    IJobStore store, JobItemWork work, IOptions<JobOptions> options, TimeProvider time, ILogger<JobSlots> logger)
{
    /// <summary>A lease is renewed so often that one failed try does not lose it.</summary>
    private const int RenewalsPerLease = 3;

    /// <summary>Items that wait for the store to keep their outcome take no slot, up to so many a slot.</summary>
    private const int HeldPerSlot = 4;

    private readonly ConcurrentDictionary<Guid, Slot> _slots = new();
    private readonly TimeSpan _lease = options.Value.Lease;
    private readonly int _concurrency = options.Value.Concurrency;
    private int _captioning;

    public int Free => Math.Min(_concurrency - Volatile.Read(ref _captioning), (HeldPerSlot * _concurrency) - _slots.Count);

    public Signal Freed { get; } = new();

    public void Take(JobLease lease)
    {
        var slot = new Slot(lease, new CancellationTokenSource());
        _slots[lease.Token] = slot;
        Interlocked.Increment(ref _captioning);
        slot.Done = Task.Run(() => HoldAsync(slot));
    }

    /// <summary>Renews until stopped. Never throws.</summary>
    public async Task RenewUntilAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_lease / RenewalsPerLease, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await RenewAsync(stoppingToken);
        }
    }

    /// <summary>Stops all work; what is not decided goes back to the store, for another to go on with at once.</summary>
    public async Task EmptyAsync()
    {
        var held = _slots.Values.ToArray();
        foreach (var slot in held) await slot.Cancellation.CancelAsync();
        await Task.WhenAll(held.Select(slot => slot.Done));
        foreach (var slot in held) await GiveBackAsync(slot.Lease);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var held = _slots.Values.ToArray();
            if (held.Length == 0) return;
            var good = await store.RenewAsync([.. held.Select(slot => slot.Lease)], time.GetUtcNow() + _lease, cancellationToken);
            foreach (var lost in held.Where(slot => !good.Contains(slot.Lease.Token))) await lost.Cancellation.CancelAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogNotRenewed(error);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the leases go back.
        }
    }

    private async Task HoldAsync(Slot slot)
    {
        using var span = JobSpans.StartItem(slot.Lease);
        try
        {
            var verdict = await work.TryAsync(slot.Lease, slot.Cancellation.Token);
            PutDown(slot);
            await work.SettleAsync(slot.Lease, verdict, slot.Cancellation.Token);
        }
        catch (OperationCanceledException) when (slot.Cancellation.IsCancellationRequested)
        {
            // Cancelled, someone else's, or the process stops.
        }
        catch (Exception error)
        {
            LogLeft(error, slot.Lease.Order.Id, slot.Lease.Index);
        }
        finally
        {
            _slots.TryRemove(slot.Lease.Token, out _);
            PutDown(slot);
            Freed.Pulse();
        }
    }

    /// <summary>There is nothing left to caption: the next item may come.</summary>
    private void PutDown(Slot slot)
    {
        if (!slot.TryPutDown()) return;
        Interlocked.Decrement(ref _captioning);
        Freed.Pulse();
    }

    private async Task GiveBackAsync(JobLease lease)
    {
        try
        {
            await store.ReleaseAsync(lease, time.GetUtcNow(), attemptCounts: false, CancellationToken.None);
        }
        catch (StoreUnavailableException error)
        {
            LogLeft(error, lease.Order.Id, lease.Index);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Leases of job items could not be renewed")]
    private partial void LogNotRenewed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Item {Index} of job {Job} is left until its lease runs out")]
    private partial void LogLeft(Exception exception, JobId job, int index);

    private sealed class Slot(JobLease lease, CancellationTokenSource cancellation)
    {
        private int _isDown;

        public JobLease Lease { get; } = lease;

        public CancellationTokenSource Cancellation { get; } = cancellation;

        public Task Done { get; set; } = Task.CompletedTask;

        /// <summary>True once.</summary>
        public bool TryPutDown() => Interlocked.Exchange(ref _isDown, 1) == 0;
    }
}
