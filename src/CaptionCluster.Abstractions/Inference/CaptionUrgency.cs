namespace CaptionCluster;

/// <summary>
/// How urgent the work of the current call is. Flows with the call, across silos too, to the batch queues, as its trace does;
/// whoever takes a request in sets it.
/// </summary>
public static class CaptionUrgency
{
    private const string PriorityKey = "caption.priority";
    private const string PatienceKey = "caption.patience";

    /// <summary>Interactive unless said otherwise.</summary>
    public static CaptionPriority Priority
    {
        get => RequestContext.Get(PriorityKey) is int priority ? (CaptionPriority)priority : CaptionPriority.Interactive;
        set => Set(PriorityKey, value == CaptionPriority.Interactive ? null : (int)value);
    }

    /// <summary>How long the caller will wait; work that can't be done by then is refused instead of queued. Null for as long as it takes.</summary>
    public static TimeSpan? Patience
    {
        get => RequestContext.Get(PatienceKey) as TimeSpan?;
        set => Set(PatienceKey, value);
    }

    /// <summary>What is usual travels as nothing.</summary>
    private static void Set(string key, object? value)
    {
        if (value is null) RequestContext.Remove(key);
        else RequestContext.Set(key, value);
    }
}
