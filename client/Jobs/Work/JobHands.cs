using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>The items this process holds: each worked on, its lease renewed, and let go when it is someone else's or nobody's any more.</summary>
internal sealed partial class JobHands(
    IJobStore store, JobItemWork work, IOptions<JobOptions> options, TimeProvider time, ILogger<JobHands> logger)
{
    /// <summary>A lease is renewed so often that one failed try does not lose it.</summary>
    private const int RenewalsPerLease = 3;

    /// <summary>Items that wait for the store to keep their outcome take no hand, up to so many a hand.</summary>
    private const int HeldPerHand = 4;

    private readonly ConcurrentDictionary<Guid, Hand> _hands = new();
    private readonly TimeSpan _lease = options.Value.Lease;
    private readonly int _concurrency = options.Value.Concurrency;
    private int _captioning;

    public int Free => Math.Min(_concurrency - Volatile.Read(ref _captioning), (HeldPerHand * _concurrency) - _hands.Count);

    public Signal Freed { get; } = new();

    public void Take(JobLease lease)
    {
        var hand = new Hand(lease, new CancellationTokenSource());
        _hands[lease.Token] = hand;
        Interlocked.Increment(ref _captioning);
        hand.Done = Task.Run(() => HoldAsync(hand));
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
        var held = _hands.Values.ToArray();
        foreach (var hand in held) await hand.Cancellation.CancelAsync();
        await Task.WhenAll(held.Select(hand => hand.Done));
        foreach (var hand in held) await GiveBackAsync(hand.Lease);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var held = _hands.Values.ToArray();
            if (held.Length == 0) return;
            var good = await store.RenewAsync([.. held.Select(hand => hand.Lease)], time.GetUtcNow() + _lease, cancellationToken);
            foreach (var lost in held.Where(hand => !good.Contains(hand.Lease.Token))) await lost.Cancellation.CancelAsync();
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

    private async Task HoldAsync(Hand hand)
    {
        using var span = JobSpans.StartItem(hand.Lease);
        try
        {
            var verdict = await work.TryAsync(hand.Lease, hand.Cancellation.Token);
            PutDown(hand);
            await work.SettleAsync(hand.Lease, verdict, hand.Cancellation.Token);
        }
        catch (OperationCanceledException) when (hand.Cancellation.IsCancellationRequested)
        {
            // Cancelled, someone else's, or the process stops.
        }
        catch (Exception error)
        {
            LogLeft(error, hand.Lease.Order.Id, hand.Lease.Index);
        }
        finally
        {
            _hands.TryRemove(hand.Lease.Token, out _);
            PutDown(hand);
            Freed.Pulse();
        }
    }

    /// <summary>There is nothing left to caption: the next item may come.</summary>
    private void PutDown(Hand hand)
    {
        if (!hand.TryPutDown()) return;
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

    private sealed class Hand(JobLease lease, CancellationTokenSource cancellation)
    {
        private int _isDown;

        public JobLease Lease { get; } = lease;

        public CancellationTokenSource Cancellation { get; } = cancellation;

        public Task Done { get; set; } = Task.CompletedTask;

        /// <summary>True once.</summary>
        public bool TryPutDown() => Interlocked.Exchange(ref _isDown, 1) == 0;
    }
}
