namespace CaptionCluster;

/// <summary>The store could not do what it was asked: disk full, file locked, read-only, corrupt. Captions go on without it.</summary>
[GenerateSerializer]
public sealed class StoreUnavailableException(string message, Exception? inner = null)
    : CaptionClusterException("store-unavailable", message, inner);
