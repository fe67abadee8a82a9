namespace CaptionCluster.Inference.Batching;

/// <summary>Entries that go to the device together.</summary>
internal readonly record struct Batch<TEntry>(IReadOnlyList<TEntry> Entries, ReleaseReason Reason)
    where TEntry : BatchEntry;
