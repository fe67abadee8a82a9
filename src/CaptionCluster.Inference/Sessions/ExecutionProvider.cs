namespace CaptionCluster.Inference.Sessions;

/// <summary>Where graphs run. Never chosen silently: what is asked for and missing stops the start.</summary>
public enum ExecutionProvider
{
    Cpu,
    Cuda,
    TensorRt,
}
