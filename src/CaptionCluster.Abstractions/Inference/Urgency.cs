namespace CaptionCluster;

/// <summary>
/// How urgent a caption is. Whoever takes a request in says it; it goes with the call, across silos too, to every line on the way.
/// </summary>
/// <param name="Patience">How long the caller will wait; work that can't be done by then is refused instead of queued. Null for as long as
/// it takes.</param>
public readonly record struct Urgency(CaptionPriority Priority, TimeSpan? Patience = null)
{
    private const string PriorityKey = "caption.priority";
    private const string PatienceKey = "caption.patience";

    /// <summary>Of the current call. Interactive and patient unless said otherwise, which travels as nothing.</summary>
    public static Urgency Current
    {
        get => new(
            RequestContext.Get(PriorityKey) is int priority ? (CaptionPriority)priority : CaptionPriority.Interactive,
            RequestContext.Get(PatienceKey) as TimeSpan?);
        set
        {
            Set(PriorityKey, value.Priority == CaptionPriority.Interactive ? null : (int)value.Priority);
            Set(PatienceKey, value.Patience);
        }
    }

    private static void Set(string key, object? value)
    {
        if (value is null) RequestContext.Remove(key);
        else RequestContext.Set(key, value);
    }
}
