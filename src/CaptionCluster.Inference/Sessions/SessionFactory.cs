using CaptionCluster.Inference.Batching;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>Makes sessions on the device that was asked for.</summary>
internal sealed partial class SessionFactory(DeviceOptions device, TimeProvider time, ILogger<SessionFactory> logger) : IDisposable
{
    public string Device => device.Provider switch
    {
        ExecutionProvider.Cpu => "cpu",
        ExecutionProvider.Cuda => $"cuda:{device.DeviceId}",
        _ => $"tensorrt:{device.DeviceId}",
    };

    /// <summary>Bytes of every graph loaded so far, external data included.</summary>
    public long LoadedBytes { get; private set; }

    public DeviceThreads Threads { get; } = new(device.Runs, time);

    /// <summary>A graph whose batches change their size and may hold convolutions.</summary>
    /// <exception cref="ModelFolderException">The file is no graph that ONNX Runtime can load.</exception>
    /// <exception cref="DeviceNotAvailableException">The execution provider is not in this build, or its device is missing.</exception>
    public Graph LoadEncoder(string file, BatchQueueOptions batches) =>
        Load(file, [.. device.BatchSizes(batches.MaxBatchSize)], device.PicturesARun(BytesOf(file)));

    /// <exception cref="ModelFolderException">The file is no graph that ONNX Runtime can load.</exception>
    /// <exception cref="DeviceNotAvailableException">The execution provider is not in this build, or its device is missing.</exception>
    public Graph Load(string file) => Load(file, [], int.MaxValue);

    public void Dispose() => Threads.Dispose();

    private Graph Load(string file, IReadOnlyList<int> sizes, int rowsARun)
    {
        var sessions = new List<InferenceSession>();
        try
        {
            do sessions.Add(Open(file));
            while (sessions.Count < sizes.Count);
        }
        catch
        {
            foreach (var session in sessions) session.Dispose();
            throw;
        }

        Loaded(Path.GetFileName(file), Device);
        return new Graph(sessions, sizes, Path.GetFileName(file)) { RowsARun = rowsARun };
    }

    private InferenceSession Open(string file)
    {
        SharedThreads.Ensure(device.ThreadsPerRun);
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        if (SharedThreads.AreInUse) options.DisablePerSessionThreads();
        device.AppendTo(options);
        try
        {
            var session = new InferenceSession(file, options);
            LoadedBytes += BytesOf(file);
            return session;
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelFolderException($"{file} can't be loaded: {error.Message}", error);
        }
    }

    private static long BytesOf(string file) =>
        ((string[])[file, file + "_data", file + ".data"]).Where(File.Exists).Sum(part => new FileInfo(part).Length);

    [LoggerMessage(LogLevel.Information, "Loaded {File} on {Device}")]
    private partial void Loaded(string file, string device);
}
