using CaptionCluster.Inference.Batching;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>Makes sessions on the device that was asked for.</summary>
internal sealed partial class SessionFactory(DeviceOptions device, TimeProvider time, ILogger<SessionFactory> logger) : IDisposable
{
    private const string InstallHint =
        "Build with -p:OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu and install CUDA 12 with cuDNN 9 (and TensorRT 10 for TensorRt), or set Device:Provider to Cpu.";

    public string Device => device.Provider switch
    {
        ExecutionProvider.Cpu => "cpu",
        ExecutionProvider.Cuda => $"cuda:{device.DeviceId}",
        _ => $"tensorrt:{device.DeviceId}",
    };

    /// <summary>Bytes of every graph loaded so far, external data included.</summary>
    public long LoadedBytes { get; private set; }

    public DeviceThreads Threads { get; } = new(device.Runs, time);

    /// <exception cref="ModelFolderException">The file is no graph that ONNX Runtime can load.</exception>
    /// <exception cref="DeviceNotAvailableException">The execution provider is not in this build, or its device is missing.</exception>
    public Graph Load(string file)
    {
        SharedThreads.Ensure(device.ThreadsPerRun);
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        if (SharedThreads.AreInUse) options.DisablePerSessionThreads();
        AppendProvider(options);
        try
        {
            var session = new InferenceSession(file, options);
            LoadedBytes += ((string[])[file, file + "_data", file + ".data"]).Where(File.Exists).Sum(part => new FileInfo(part).Length);
            Loaded(Path.GetFileName(file), Device);
            return new Graph(session, Path.GetFileName(file));
        }
        catch (OnnxRuntimeException broken)
        {
            throw new ModelFolderException($"{file} can't be loaded: {broken.Message}", broken);
        }
    }

    public void Dispose() => Threads.Dispose();

    private void AppendProvider(SessionOptions options)
    {
        if (device.Provider == ExecutionProvider.Cpu) return;
        var name = device.Provider == ExecutionProvider.Cuda ? "CUDAExecutionProvider" : "TensorrtExecutionProvider";
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(name, StringComparer.Ordinal))
        {
            throw new DeviceNotAvailableException($"{name} is not in this build of ONNX Runtime. {InstallHint}");
        }

        try
        {
            if (device.Provider == ExecutionProvider.TensorRt) options.AppendExecutionProvider_Tensorrt(device.DeviceId);
            options.AppendExecutionProvider_CUDA(device.DeviceId);
        }
        catch (OnnxRuntimeException missing)
        {
            throw new DeviceNotAvailableException($"{name} can't be used: {missing.Message} {InstallHint}", missing);
        }
    }

    [LoggerMessage(LogLevel.Information, "Loaded {File} on {Device}")]
    private partial void Loaded(string file, string device);
}
