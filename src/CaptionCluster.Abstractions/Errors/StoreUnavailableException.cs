namespace CaptionCluster;

/// <summary>The store could not do what it was asked: disk full, file locked, read-only, corrupt. Captions go on without it.</summary>
[GenerateSerializer]
public sealed class StoreUnavailableException(string message, Exception? inner = null)
    : CaptionClusterException("store-unavailable", message, inner)
{
    /// <summary>
    /// The file or folder that the message names, where it is one of this machine: for whoever runs the service, not for its clients.
    /// </summary>
    [Id(0)] public string? Path { get; init; }
}
