using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>
/// What all uploads together may hold in memory, and each caller of it. A large upload takes room for all that it may become,
/// or waits for it, once, and one such always gets it: whoever has that room waits for nobody, so they can't all wait for each other.
/// </summary>
internal sealed class BufferBudget
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly IntakeOptions _options;
    private readonly BufferAccount _all;
    private readonly Dictionary<string, BufferAccount> _accounts = new(StringComparer.Ordinal);
    private readonly LinkedList<BufferWaiter> _waiting = [];

    public BufferBudget(IOptions<IntakeOptions> options, TimeProvider time)
    {
        (_options, _time, Limit) = (options.Value, time, options.Value.BufferedBytesLimit);
        _all = new BufferAccount(Limit);
    }

    public long Limit { get; }

    public long HeldBytes
    {
        get { lock (_gate) return _all.Held; }
    }

    /// <summary>Ever: how much was done.</summary>
    public long TakenBytes { get; private set; }

    public int Waiting
    {
        get { lock (_gate) return _waiting.Count; }
    }

    public BufferHold Open(Caller caller)
    {
        lock (_gate)
        {
            var accounts = Array.ConvertAll(caller.Names, AccountOf);
            foreach (var account in accounts) account.Users++;
            return new BufferHold(this, caller, accounts);
        }
    }

    /// <summary>Waits until the hold may be that large.</summary>
    /// <param name="large">Room for all that the upload may become, and more than most need.</param>
    /// <exception cref="OverloadedException">There was no room in time.</exception>
    public ValueTask GrowAsync(BufferHold hold, long bytes, bool large, CancellationToken cancellationToken)
    {
        if (bytes > Limit)
        {
            throw new OverloadedException($"All uploads together may hold {Limit} bytes, and this one is larger.", TimeSpan.FromSeconds(1));
        }

        LinkedListNode<BufferWaiter> waiter;
        lock (_gate)
        {
            waiter = _waiting.AddLast(new BufferWaiter(hold, bytes - hold.Bytes, large));
            if (!large && Fits(waiter.Value)) Grant(waiter); // What is not large passes what is.
            else GrantWaiting();
            if (waiter.List is null) return default;
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>The upload is complete: what it did not need is free.</summary>
    public void Shrink(BufferHold hold, long bytes)
    {
        lock (_gate)
        {
            Release(hold, hold.Bytes - bytes);
            GrantWaiting();
        }
    }

    /// <summary>Whether others wait for what it holds.</summary>
    public bool IsWanted(BufferHold hold)
    {
        lock (_gate) return _waiting.Any(waiter => waiter.WaitsFor(hold));
    }

    public void Close(BufferHold hold)
    {
        lock (_gate)
        {
            if (hold.IsOver) return;
            hold.IsOver = true;
            Release(hold, hold.Bytes);
            for (var i = 0; i < hold.Accounts.Length; i++)
            {
                if (--hold.Accounts[i].Users == 0) _accounts.Remove(hold.Caller.Names[i]);
            }

            GrantWaiting();
        }
    }

    private async ValueTask WaitAsync(LinkedListNode<BufferWaiter> waiter, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Value.Granted.WaitAsync(_options.MaxRoomWait, _time, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                if (waiter.List is not null) _waiting.Remove(waiter);
                GrantWaiting(); // It may have been in their way.
            }

            if (error is OperationCanceledException)
            {
                throw;
            }

            throw new OverloadedException(
                "Uploads in progress use all the memory that uploads, or those of one caller, may have.",
                TimeSpan.FromSeconds(1)
            );
        }
    }

    /// <summary>
    /// In order of arrival. Who waits for room of his own caller alone lets others pass; who waits for that of all does not, or large ones
    /// would wait for ever.
    /// </summary>
    private void GrantWaiting()
    {
        for (var waiter = _waiting.First; waiter is not null;)
        {
            var next = waiter.Next;
            if (Fits(waiter.Value)) Grant(waiter);
            else if (waiter.Value.FitsItsAccounts) return;
            waiter = next;
        }
    }

    private bool Fits(BufferWaiter waiter) => _all.Fits(waiter.Bytes, waiter.Large) && waiter.FitsItsAccounts;

    private void Grant(LinkedListNode<BufferWaiter> node)
    {
        var (waiter, hold) = (node.Value, node.Value.Hold);
        _waiting.Remove(node);
        hold.Bytes += waiter.Bytes;
        TakenBytes += waiter.Bytes;
        hold.IsLarge |= waiter.Large;
        hold.GrownAt = _time.GetTimestamp();
        _all.Take(waiter.Bytes, waiter.Large);
        foreach (var account in hold.Accounts) account.Take(waiter.Bytes, waiter.Large);
        waiter.Grant();
    }

    private void Release(BufferHold hold, long bytes)
    {
        _all.Release(bytes, hold.IsLarge);
        foreach (var account in hold.Accounts) account.Release(bytes, hold.IsLarge);
        hold.Bytes -= bytes;
        hold.IsLarge = false;
    }

    private BufferAccount AccountOf(string name)
    {
        if (_accounts.TryGetValue(name, out var account)) return account;
        account = new BufferAccount((long)(Limit * _options.MaxShareOfCaller));
        _accounts.Add(name, account);
        return account;
    }
}
