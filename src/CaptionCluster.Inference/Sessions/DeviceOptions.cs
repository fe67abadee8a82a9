using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Inference.Sessions;

/// <summary>How sessions are made.</summary>
public sealed class DeviceOptions
{
    /// <summary><c>Cpu</c>, <c>Cuda</c> or <c>TensorRt</c>; the last two want the GPU build of ONNX Runtime.</summary>
    public ExecutionProvider Provider { get; set; } = ExecutionProvider.Cpu;

    /// <summary>Which GPU, for CUDA and TensorRT.</summary>
    [Range(0, 63)]
    public int DeviceId { get; set; }

    /// <summary>ONNX Runtime's own settings of its CUDA provider, such as gpu_mem_limit, over those that are set here.</summary>
    public Dictionary<string, string> Cuda { get; } = [];

    /// <summary>Threads for graphs on the CPU, all sessions together; 0 takes one a core.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>
    /// Threads one run of a graph takes on the CPU. One costs the least processor time a picture; more answer a lone picture sooner when
    /// the model is large.
    /// </summary>
    [Range(1, 1024)]
    public int ThreadsPerRun { get; set; } = 1;

    /// <summary>
    /// Pictures an encoder of that size takes at a time. On the CPU the activations of a whole batch push each other and the weights out of
    /// the caches; weights that don't fit there anyway are better read once for all.
    /// </summary>
    internal int PicturesARun(long graphBytes) => Provider == ExecutionProvider.Cpu && graphBytes <= 32 << 20 ? 2 : int.MaxValue;

    /// <summary>
    /// Sizes to which batches with convolutions are filled up, each with a session of its own; none on the CPU, which takes any size.
    /// CUDA's provider keeps one plan a convolution and makes it anew when the size of the batch changes, which takes far longer than the
    /// run.
    /// </summary>
    internal IEnumerable<int> BatchSizes(int maxBatchSize)
    {
        if (Provider == ExecutionProvider.Cpu) yield break;
        for (var size = 1; size < maxBatchSize; size *= 4) yield return size;
        yield return maxBatchSize;
    }

    /// <summary>Graphs that run at the same time. A GPU orders its runs itself: enough to keep every stage going.</summary>
    internal int Runs =>
        Provider == ExecutionProvider.Cpu ? Math.Max(1, (Threads > 0 ? Threads : Environment.ProcessorCount) / ThreadsPerRun) : 4;
}
