using System.Diagnostics.CodeAnalysis;

namespace CaptionCluster.Grains;

/// <summary>
/// The flights of one picture, at most one a key, and the tickets that ask for their pixels.
/// Belongs to one activation: not safe for concurrent use.
/// </summary>
/// <param name="startLease">Starts the clock of a ticket; what it returns stops it.</param>
internal sealed class Flights(Func<Guid, IDisposable> startLease)
{
    private readonly Dictionary<CaptionKey, Flight> _flights = new(CaptionKey.ByText);
    private readonly TicketBook _tickets = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsEmpty => _flights.Count == 0;

    /// <summary>Nobody may wait here for pixels any more.</summary>
    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>Ends when it is closed.</summary>
    public Task Closed => _closed.Task;

    public bool TryFind(CaptionKey key, [NotNullWhen(true)] out Flight? flight) => _flights.TryGetValue(key, out flight);

    public bool TryUse(Guid ticket, [NotNullWhen(true)] out CaptionKey? key) => _tickets.TryUse(ticket, out key);

    public Flight Open(CaptionKey key)
    {
        var flight = new Flight(key);
        _flights.Add(key, flight);
        return flight;
    }

    /// <summary>Makes the caller the one who brings pixels.</summary>
    public CaptionReply AskForPixels(Flight flight)
    {
        var ticket = _tickets.Issue(flight.Key, ProposedTicket.Current);
        flight.Await(ticket, startLease(ticket));
        return CaptionReply.NeedPixels(ticket);
    }

    /// <summary>
    /// The holder gives up: the next one is asked. Nothing happens when the ticket was no longer the one that counts. Whoever only waits
    /// for it leaves, and whoever is yet to come with it has left: the word that a call is cancelled may overtake it, and is lost then.
    /// </summary>
    public void Abandon(Guid ticket)
    {
        if (_tickets.TryUse(ticket, out var key))
        {
            AskNext(key, ticket);
            return;
        }

        foreach (var flight in _flights.Values) flight.Dismiss(ticket);
        _tickets.GiveBack(ticket);
    }

    /// <summary>The current call's caller left before it came.</summary>
    public bool HasCallerLeft => _tickets.IsGivenBack(ProposedTicket.Current);

    /// <summary>The lease ran out: as abandoned, but the ticket is remembered in case its pixels come after all.</summary>
    public void Expire(Guid ticket)
    {
        if (_tickets.Expire(ticket) is { } key) AskNext(key, ticket);
    }

    public void Reject(Guid ticket, ImageRejectedException reason)
    {
        if (_tickets.TryUse(ticket, out var key) && TryFind(key, out var flight) && !flight.InTheAir) Fail(flight, reason);
    }

    /// <summary>Whoever waits for pixels is told to ask again; who waits for a caption still gets it.</summary>
    public void Close()
    {
        _closed.TrySetResult();
        foreach (var flight in _flights.Values.Where(flight => !flight.InTheAir).ToArray()) Fail(flight, new TicketExpiredException());
    }

    /// <summary>Takes a flight out, so that the next request starts anew. It may still be in the air.</summary>
    public void Remove(Flight flight)
    {
        if (TryFind(flight.Key, out var current) && ReferenceEquals(current, flight)) _flights.Remove(flight.Key);
    }

    /// <summary>Takes the flights that have their pixels out and marks them forgotten; the writes they were at are returned.</summary>
    public IReadOnlyList<Task> ForgetAirborne()
    {
        var writes = new List<Task>();
        foreach (var flight in _flights.Values.Where(flight => flight.InTheAir).ToArray())
        {
            flight.Forgotten = true;
            if (flight.Keeping is { } write) writes.Add(write);
            Remove(flight);
        }

        return writes;
    }

    private void Fail(Flight flight, CaptionClusterException reason)
    {
        flight.Fail(reason);
        Remove(flight);
        flight.Dispose();
    }

    private void AskNext(CaptionKey key, Guid ticket)
    {
        if (!TryFind(key, out var flight) || flight.Ticket != ticket) return;
        while (flight.TryDequeue(out var waiter))
        {
            var next = _tickets.Issue(key, waiter.Proposed);
            if (waiter.TrySetResult(CaptionReply.NeedPixels(next)))
            {
                flight.Await(next, startLease(next));
                return;
            }

            _tickets.TryUse(next, out _); // It has left.
        }

        Remove(flight);
        flight.Dispose();
    }
}
