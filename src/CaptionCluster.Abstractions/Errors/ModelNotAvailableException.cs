namespace CaptionCluster;

/// <summary>The model a key names is not loaded where the work arrived: it was replaced, or the silo is still starting.</summary>
[GenerateSerializer]
public sealed class ModelNotAvailableException(string message) : CaptionClusterException("model-not-available", message);
