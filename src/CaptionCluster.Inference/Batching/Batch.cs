namespace CaptionCluster.Inference.Batching;

/// <summary>Entries that go to the device together.</summary>
internal readonly record struct Batch<TEntry>(IReadOnlyList<TEntry> Entries, ReleaseReason Reason)
    where TEntry : BatchEntry;

/// <summary>Why a batch left its queue.</summary>
internal enum ReleaseReason
{
    /// <summary>Max batch size was reached.</summary>
    Full,

    /// <summary>Max queue delay ran out while a fuller batch was likely.</summary>
    Delay,

    /// <summary>The session was free and nothing more was to be expected soon.</summary>
    Idle,

    /// <summary>The queue is closing: what is left goes out.</summary>
    Drain,
}
