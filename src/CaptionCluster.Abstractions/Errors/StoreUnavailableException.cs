namespace CaptionCluster;

/// <summary>The caption store did not do what only it can do: say that nothing is stored, or delete.</summary>
[GenerateSerializer]
public sealed class StoreUnavailableException(string message) : CaptionClusterException("store-unavailable", message);
