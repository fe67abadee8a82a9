using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace CaptionCluster.Grains;

/// <summary>
/// The work on one key and everyone who waits for it. First it needs pixels (one ticket is out, under a lease), then it is in the air,
/// then it has landed. Belongs to one activation: not safe for concurrent use.
/// </summary>
internal sealed class Flight(CaptionKey key) : IDisposable
{
    private readonly LinkedList<Waiter> _line = new();
    private readonly CancellationTokenSource _cancellation = new();
    private IDisposable? _lease;

    public CaptionKey Key { get; } = key;

    /// <summary>The ticket that is out; empty once pixels came.</summary>
    public Guid Ticket { get; private set; }

    public bool InTheAir { get; private set; }

    /// <summary>Landed, failed or given up.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The picture was forgotten while this was in the air: answer those who wait, keep nothing.</summary>
    public bool Forgotten { get; set; }

    /// <summary>The write of the caption to the store, while it lasts.</summary>
    public Task? Keeping { get; set; }

    /// <summary>The request whose pixels are worked on, for others' spans to link to.</summary>
    public ActivityContext Origin { get; private set; }

    /// <summary>Fires when nobody waits any more.</summary>
    public CancellationToken Deserted => _cancellation.Token;

    /// <summary>In the air with nobody left to answer.</summary>
    public bool IsDeserted => InTheAir && !IsOver && _line.Count == 0;

    public Waiter Join(bool asProvider = false)
    {
        var waiter = new Waiter(asProvider);
        waiter.Place = _line.AddLast(waiter);
        return waiter;
    }

    public void Leave(Waiter waiter)
    {
        if (waiter.Place is not { } place) return;
        _line.Remove(place);
        waiter.Place = null;
    }

    public void Await(Guid ticket, IDisposable lease)
    {
        _lease?.Dispose();
        (Ticket, _lease) = (ticket, lease);
    }

    public void TakeOff(ActivityContext origin)
    {
        EndLease();
        (InTheAir, Origin) = (true, origin);
    }

    public void Cancel() => _cancellation.Cancel();

    /// <summary>Whoever waits with this for a ticket leaves.</summary>
    public void Dismiss(Guid proposed) => _line.FirstOrDefault(waiter => waiter.Proposed == proposed)?.TrySetCanceled();

    /// <summary>Takes out who waited longest; false when nobody waits.</summary>
    public bool TryDequeue([NotNullWhen(true)] out Waiter? waiter)
    {
        waiter = _line.First?.Value;
        if (waiter is null) return false;
        Leave(waiter);
        return true;
    }

    public void Land(Caption caption, bool stored, DateTimeOffset? expiresAt = null, Correction? correction = null)
    {
        IsOver = true;
        var coalesced = CaptionReply.Of(CaptionSource.Coalesced, caption, stored, expiresAt, correction);
        while (TryDequeue(out var waiter))
        {
            waiter.TrySetResult(waiter.IsProvider ? coalesced with { Source = CaptionSource.Computed } : coalesced);
        }
    }

    public void Fail(Exception error)
    {
        IsOver = true;
        while (TryDequeue(out var waiter)) waiter.TrySetException(error);
    }

    public void Dispose()
    {
        IsOver = true;
        EndLease();
        _cancellation.Dispose();
    }

    private void EndLease()
    {
        _lease?.Dispose();
        (Ticket, _lease) = (Guid.Empty, null);
    }
}
