using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Families.ShowAttendTell;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Tests.Families;

/// <summary>However a batch is run, in parts or filled up, every picture gets what it gets alone.</summary>
public sealed class EncoderWorkerTests
{
    private static readonly string[] s_photos = ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "astronaut.png"];

    private readonly ImageProcessor _processor = ImageProcessor.From(new ModelFolder(Fixtures.Model));

    [Theory]
    [InlineData(5, 2, new[] { 2, 2, 2, 2, 1 }, new int[0])]
    [InlineData(5, int.MaxValue, new[] { 5, 5, 5, 5, 5 }, new int[0])]
    [InlineData(5, int.MaxValue, new[] { 5, 5, 5, 5, 5 }, new[] { 1, 4, 8 })]
    [InlineData(3, int.MaxValue, new[] { 3, 3, 3 }, new[] { 1, 4, 8 })]
    [InlineData(1, int.MaxValue, new[] { 1 }, new[] { 1, 4, 8 })]
    public async Task Run_InPartsOrFilledUp_EncodesAsAlone(int pictures, int rowsARun, int[] together, int[] sizes)
    {
        var alone = await RunAsync(1, int.MaxValue, [], s_photos[..1]);

        var images = await RunAsync(8, rowsARun, sizes, s_photos[..pictures]);

        Assert.Equal(together, images.Select(image => image.Timing.EncodeBatch));
        AssertSame(alone[0], images[0]);
        if (pictures == s_photos.Length) AssertSame(alone[0], images[^1]);
    }

    [Theory]
    [InlineData(new int[0], 3, 3)]
    [InlineData(new[] { 1, 4, 16 }, 1, 1)]
    [InlineData(new[] { 1, 4, 16 }, 3, 4)]
    [InlineData(new[] { 1, 4, 16 }, 16, 16)]
    public void For_FewSizes_TakesTheNextLarger(int[] sizes, int rows, int expected)
    {
        var sessions = new InferenceSession[Math.Max(1, sizes.Length)];

        Assert.Equal(expected, new Graph(sessions, sizes, "encoder_model.onnx").For(rows).Rows);
    }

    [Theory]
    [InlineData(ExecutionProvider.Cpu, 16, new int[0])]
    [InlineData(ExecutionProvider.Cuda, 1, new[] { 1 })]
    [InlineData(ExecutionProvider.Cuda, 16, new[] { 1, 4, 16 })]
    [InlineData(ExecutionProvider.TensorRt, 24, new[] { 1, 4, 16, 24 })]
    public void BatchSizes_OnAGpu_AreFew(ExecutionProvider provider, int maxBatchSize, int[] expected) =>
        Assert.Equal(expected, new DeviceOptions { Provider = provider }.BatchSizes(maxBatchSize));

    private static void AssertSame(EncodedImage expected, EncodedImage actual)
    {
        var difference = expected
            .Tensors[0]
            .Values.ToArray()
            .Zip(actual.Tensors[0].Values.ToArray(), (one, other) => Math.Abs(one - other))
            .Max();
        Assert.InRange(difference, 0, 1e-4);
    }

    private async Task<EncodedImage[]> RunAsync(int maxBatchSize, int rowsARun, int[] sizes, string[] photos)
    {
        var file = new ModelFolder(Fixtures.Model).Graph("encoder_model", "float32");
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var graph = new Graph(
            [.. Enumerable.Range(0, Math.Max(1, sizes.Length)).Select(_ => new InferenceSession(file, options))],
            sizes,
            file
        )
        {
            RowsARun = rowsARun,
        };
        using var probe = new TensorBuffer<float>(TensorNames.PixelValues, 1, 3, _processor.Geometry.Height, _processor.Geometry.Width);
        EncoderOutput[] outputs =
        [
            .. graph.OutputRowShapes(probe).Select(output => new EncoderOutput(output.Key, output.Value, maxBatchSize)),
        ];
        using var worker = new EncoderWorker(graph, _processor, outputs, maxBatchSize);
        worker.WarmUp(graph.Sizes);
        var entries = photos
            .Select(photo => new EncodeEntry(GoldenPixels.Of("photos/free/" + photo, _processor.Geometry), default))
            .ToArray();

        worker.Run(entries, () => TimeSpan.Zero);

        return await Task.WhenAll(entries.Select(entry => entry.Answer));
    }
}
