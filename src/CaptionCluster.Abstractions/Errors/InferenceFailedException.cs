namespace CaptionCluster;

/// <summary>The model failed on this picture, though picture and options are right.</summary>
[GenerateSerializer]
public sealed class InferenceFailedException(string message, Exception? inner = null)
    : CaptionClusterException("inference-failed", message, inner);
