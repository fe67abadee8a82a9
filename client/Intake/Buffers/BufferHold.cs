namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>What one upload holds of the budget, and where it is counted.</summary>
internal sealed class BufferHold(BufferBudget budget, Caller caller, BufferAccount[] accounts) : IDisposable
{
    public Caller Caller => caller;

    public BufferAccount[] Accounts => accounts;

    public long Bytes { get; set; }

    /// <summary>Has room for all that it may become, and so waits for nobody any more.</summary>
    public bool IsLarge { get; set; }

    /// <summary>When it got what it holds, a timestamp.</summary>
    public long GrownAt { get; set; }

    public bool IsOver { get; set; }

    public void Dispose() => budget.Close(this);
}

/// <summary>What somebody holds, or all together. Not safe for concurrent use.</summary>
internal sealed class BufferAccount(long limit)
{
    private int _larges;

    public long Held { get; private set; }

    /// <summary>Uploads that hold or want something.</summary>
    public int Users { get; set; }

    /// <summary>
    /// One large upload at a time always fits: its bytes may be all that small ones leave, and it would never get its turn.
    /// </summary>
    public bool Fits(long bytes, bool large) => Held + bytes <= limit || (large && _larges == 0);

    public void Take(long bytes, bool large)
    {
        Held += bytes;
        if (large) _larges++;
    }

    public void Release(long bytes, bool large)
    {
        Held -= bytes;
        if (large) _larges--;
    }
}

/// <summary>An upload that waits until it may hold more.</summary>
internal sealed class BufferWaiter(BufferHold hold, long bytes, bool large)
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BufferHold Hold => hold;

    /// <summary>In addition to what it holds.</summary>
    public long Bytes => bytes;

    public bool Large => large;

    public Task Granted => _granted.Task;

    public bool FitsItsAccounts => Array.TrueForAll(hold.Accounts, account => account.Fits(bytes, large));

    public void Grant() => _granted.SetResult();

    /// <summary>Whether the other one holds what this one waits for.</summary>
    public bool WaitsFor(BufferHold other) => FitsItsAccounts || hold.Accounts.Intersect(other.Accounts).Any();
}
