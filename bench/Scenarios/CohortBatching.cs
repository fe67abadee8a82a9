using System.Diagnostics;
using CaptionCluster.Bench.Graphs;
using CaptionCluster.Inference;
using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>
/// A decoder of 12 layers, 768 wide, on one core: 16 rows as a cohort against one row at a time, and against a bare loop of ONNX Runtime
/// over the same graphs and shapes that chooses nothing. The rows come while the device is busy with a single step of another row, as an
/// idle device would begin with the first of them alone; that step's time is counted.
/// </summary>
internal static class CohortBatching
{
    private const int Rows = 16, Steps = 20;

    private static readonly ScaledModel s_shape = new(Layers: 12, Width: 768, Heads: 12, Vocabulary: 800);

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var folder = Path.Combine(Path.GetTempPath(), "captioncluster-scaled");
        s_shape.Write(Path.Combine(Repository.Root, "tests", "fixtures", "tiny-vit-gpt2"), folder);
        using var sessions = new SessionFactory(
            new DeviceOptions { Threads = 1 },
            TimeProvider.System,
            NullLogger<SessionFactory>.Instance
        );
        var inference = new InferenceOptions { Variant = ModelFolder.Float32 };
        inference.Device.Threads = 1;
        using var metrics = new InferenceMetrics();
        using var model = await new ModelLoader(Options.Create(inference), sessions, metrics, TimeProvider.System).LoadAsync(
            folder,
            CancellationToken.None
        );
        using var bare = new BareDecoder(folder, s_shape, sessions);
        var images = await Task.WhenAll(Enumerable.Range(0, Rows).Select(_ => EncodeAsync(model)));
        var decoding = model.Description.Decoding with { MinNewTokens = Steps, MaxNewTokens = Steps };
        var oneStep = decoding with { MinNewTokens = 0, MaxNewTokens = 1 };
        var measured = new List<(double Cohort, double Alone, double Bare)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var cohort = await RateAsync(
                Rows,
                () => Task.WhenAll([DecodeAsync(model, images[0], oneStep), .. images.Select(image => DecodeAsync(model, image, decoding))])
            );
            var loop = await RateAsync(Rows, () => Task.Run(() => bare.Run(Rows, Steps)));
            var alone = await RateAsync(4, async () =>
            {
                foreach (var image in images[..4]) await DecodeAsync(model, image, decoding);
            });
            measured.Add((cohort, alone, loop));
            progress($"cohort {round + 1}/{options.Rounds}: {cohort:0.00} rows/s together, {alone:0.00} alone, {loop:0.00} bare");
        }

        var (gain, share) = (
            measured.Select(run => run.Cohort / run.Alone).Median(),
            measured.Select(run => run.Cohort / run.Bare).Median()
        );
        return
        [
            new(
                "cohort of 16, against one at a time",
                $"{measured.Select(run => run.Cohort).Median():0.0}/s",
                $"{measured.Select(run => run.Alone).Median():0.0}/s",
                $"{gain:0.00}x",
                ">= 3x",
                gain >= 3
            ),
            new(
                "cohort of 16, against bare ONNX Runtime",
                $"{measured.Select(run => run.Cohort).Median():0.0}/s",
                $"{measured.Select(run => run.Bare).Median():0.0}/s",
                $"{share:0.00}",
                ">= 0.9",
                share >= 0.9
            ),
        ];
    }

    private static async Task<double> RateAsync(int rows, Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task<EncodedImage> EncodeAsync(ILoadedModel model)
    {
        var (width, height) = (model.Description.Processing.Width, model.Description.Processing.Height);
        return model.EncodeAsync(
            new ImagePixels(new ImageInfo(width, height, ImageFormat.Png), width, height, new byte[width * height * 3]),
            CancellationToken.None
        );
    }

    /// <summary>A copy, as decoding takes over what it is given.</summary>
    private static Task<Caption> DecodeAsync(ILoadedModel model, EncodedImage image, DecodingOptions decoding) =>
        model.DecodeAsync(
            image with
            {
                Tensors = [.. image.Tensors.Select(tensor => tensor with { Values = tensor.Values.ToArray() })],
            },
            decoding,
            CancellationToken.None
        );
}
