using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Inference.Sessions;

/// <summary>How sessions are made.</summary>
public sealed class DeviceOptions
{
    public ExecutionProvider Provider { get; set; } = ExecutionProvider.Cpu;

    /// <summary>Which GPU, for CUDA and TensorRT.</summary>
    [Range(0, 63)]
    public int DeviceId { get; set; }

    /// <summary>Threads for graphs on the CPU, all sessions together; 0 takes one a core.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>
    /// Threads one run of a graph takes on the CPU. One costs the least processor time a picture; more answer a lone picture sooner when
    /// the model is large.
    /// </summary>
    [Range(1, 1024)]
    public int ThreadsPerRun { get; set; } = 1;

    /// <summary>Graphs that run at the same time. A GPU orders its runs itself: enough to keep every stage going.</summary>
    internal int Runs => Provider == ExecutionProvider.Cpu ? Math.Max(1, (Threads > 0 ? Threads : Environment.ProcessorCount) / ThreadsPerRun) : 4;
}
