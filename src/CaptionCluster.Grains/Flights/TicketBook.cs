namespace CaptionCluster.Grains;

/// <summary>
/// Which key each ticket was given for. Expired tickets are remembered for a while, the newest of them,
/// so that pixels that come late still find their key.
/// </summary>
internal sealed class TicketBook
{
    private const int ExpiredRemembered = 32;
    private const int GivenBackRemembered = 256;

    private readonly Dictionary<Guid, CaptionKey> _keys = [];
    private readonly Queue<Guid> _expired = new();
    private readonly Queue<Guid> _givenBack = new();

    /// <param name="proposed">What its holder would have it be.</param>
    public Guid Issue(CaptionKey key, Guid? proposed)
    {
        var ticket = proposed is { } wish && !_keys.ContainsKey(wish) ? wish : Guid.NewGuid();
        _keys.Add(ticket, key);
        return ticket;
    }

    /// <summary>A ticket is good once.</summary>
    public bool TryUse(Guid ticket, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CaptionKey? key) =>
        _keys.Remove(ticket, out key);

    public CaptionKey? Expire(Guid ticket)
    {
        if (!_keys.TryGetValue(ticket, out var key)) return null;
        _expired.Enqueue(ticket);
        if (_expired.Count > ExpiredRemembered) _keys.Remove(_expired.Dequeue());
        return key;
    }

    /// <summary>A ticket that was not issued yet: its request may have been overtaken.</summary>
    public void GiveBack(Guid proposed)
    {
        _givenBack.Enqueue(proposed);
        if (_givenBack.Count > GivenBackRemembered) _givenBack.Dequeue();
    }

    public bool IsGivenBack(Guid? proposed) => proposed is { } ticket && _givenBack.Contains(ticket);
}
