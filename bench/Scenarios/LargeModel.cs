using System.Diagnostics;
using CaptionCluster.Bench.Graphs;
using CaptionCluster.Inference;
using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>
/// A model with two gigabytes of external data: how much memory loading it takes at its peak, over the size of its files.
/// </summary>
internal static class LargeModel
{
    private static readonly ScaledModel s_shape = new(Layers: 12, Width: 1216, Heads: 16, Vocabulary: 800);

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions _, Action<string> progress)
    {
        var folder = Path.Combine(Path.GetTempPath(), "captioncluster-large");
        s_shape.Write(Path.Combine(Repository.Root, "tests", "fixtures", "tiny-vit-gpt2"), folder);
        var bytes = Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length);
        progress($"large: {bytes / 1e9:0.00} GB of files");
        using var sessions = new SessionFactory(
            new DeviceOptions { Threads = 1 },
            TimeProvider.System,
            NullLogger<SessionFactory>.Instance
        );
        using var metrics = new InferenceMetrics();
        var loader = new ModelLoader(
            Options.Create(new InferenceOptions { Variant = ModelFolder.Float32 }),
            sessions,
            metrics,
            TimeProvider.System
        );
        using var model = await loader.LoadAsync(folder, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        var (peak, managed) = (process.PeakWorkingSet64, GC.GetTotalMemory(forceFullCollection: false));
        Directory.Delete(folder, recursive: true);
        progress($"large: peak {peak / 1e9:0.00} GB, of it managed {managed / 1e6:0} MB");
        var ratio = (double)peak / bytes;
        return
        [
            new(
                "2 GB model, peak resident set",
                $"{peak / 1e9:0.00} GB",
                $"{bytes / 1e9:0.00} GB",
                $"{ratio:0.00}x",
                "< 1.3x",
                ratio < 1.3
            ),
        ];
    }
}
