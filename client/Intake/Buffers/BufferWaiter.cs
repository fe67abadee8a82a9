namespace CaptionCluster.Client.Intake.Buffers;

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
