namespace CaptionCluster.Inference;

/// <summary>A model folder that can't be served; the message names what is missing or wrong.</summary>
public sealed class ModelFolderException(string message, Exception? inner = null) : Exception(message, inner);
