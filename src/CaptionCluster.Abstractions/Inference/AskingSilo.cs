namespace CaptionCluster;

/// <summary>
/// Which other silo the current call's picture belongs to. Flows with the call to the batch queues, which count whom a batch serves.
/// </summary>
public static class AskingSilo
{
    private const string Key = "caption.silo";

    /// <summary>Null while the call stays on one silo.</summary>
    public static string? Address
    {
        get => RequestContext.Get(Key) as string;
        set
        {
            if (value is null) RequestContext.Remove(Key);
            else RequestContext.Set(Key, value);
        }
    }
}
