namespace CaptionCluster;

/// <summary>A model folder that can't be served; the message says what is wrong with it. What was served before goes on.</summary>
[GenerateSerializer]
public sealed class ModelRefusedException(string message) : CaptionClusterException("model-refused", message);
