namespace CaptionCluster;

/// <summary>
/// What the ticket of a request is to be, should it get one; goes with the call. A caller who leaves may not hear of its ticket, and the
/// grain may not hear that it left: it then gives this back. Others would wait for the lease to end.
/// </summary>
public static class ProposedTicket
{
    private const string Key = "caption.ticket";

    /// <summary>Of the current call; null where the caller has no wish.</summary>
    public static Guid? Current
    {
        get => RequestContext.Get(Key) as Guid?;
        set
        {
            if (value is { } ticket) RequestContext.Set(Key, ticket);
            else RequestContext.Remove(Key);
        }
    }
}
