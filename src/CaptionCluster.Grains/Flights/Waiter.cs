namespace CaptionCluster.Grains;

/// <summary>
/// One caller who waits on a flight. Its task ends with the caption, with a ticket (promotion), with an error, or cancelled.
/// </summary>
internal sealed class Waiter(bool isProvider) : TaskCompletionSource<CaptionReply>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Its pixels started the work: it is the one whose answer says computed.</summary>
    public bool IsProvider { get; } = isProvider;

    /// <summary>What its ticket is to be, should it get one.</summary>
    public Guid? Proposed { get; } = ProposedTicket.Current;

    /// <summary>Its place in the line; null when it has left or was answered.</summary>
    public LinkedListNode<Waiter>? Place { get; set; }
}
