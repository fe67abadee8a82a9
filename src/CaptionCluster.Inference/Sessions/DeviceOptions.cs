using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Inference.Sessions;

/// <summary>How sessions are made.</summary>
public sealed class DeviceOptions
{
    public ExecutionProvider Provider { get; set; } = ExecutionProvider.Cpu;

    /// <summary>Which GPU, for CUDA and TensorRT.</summary>
    [Range(0, 63)]
    public int DeviceId { get; set; }

    /// <summary>Threads that every CPU session shares; 0 takes one a core.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }
}
