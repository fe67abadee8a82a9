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
