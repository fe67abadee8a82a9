namespace CaptionCluster;

/// <summary>The silos that were asked went away before they answered. The work is idempotent: ask again.</summary>
[GenerateSerializer]
public sealed class SilosLostException(string message) : CaptionClusterException("silos-lost", message);
