using System.Runtime.InteropServices;
using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families;

/// <summary>Pixels to hidden states, in batches.</summary>
internal sealed class Encoder : IDisposable
{
    private readonly EncoderOutput[] _outputs;
    private readonly BatchStage<EncodeEntry> _stage;

    public Encoder(Graph graph, string output, ImageProcessor processor, string model, LoadContext context)
    {
        var options = context.Options.Encoder;
        var workers = context.Workers(options, 1);
        graph.Input(EncoderWorker.PixelValues);
        graph.Output(output);
        using var probe = new TensorBuffer<float>(EncoderWorker.PixelValues, 1, 3, processor.Geometry.Height, processor.Geometry.Width);
        var rowsKept = 4 * workers * options.MaxBatchSize;
        _outputs = [.. graph.OutputRowShapes(probe).Select(output => new EncoderOutput(output.Key, output.Value, rowsKept))];
        EncoderWorker[] each =
        [
            .. Enumerable.Range(0, workers).Select(_ => new EncoderWorker(graph, processor, _outputs, options.MaxBatchSize)),
        ];
        each[0].WarmUp(graph.Sizes);
        _stage = new(context.Sessions.Threads, WorkUrgency.Begin, options, context.Time, context.Metrics.Stage("encoder", model), each);
    }

    public BatchQueue<EncodeEntry> Queue => _stage.Queue;

    /// <exception cref="OverloadedException">The queue is full.</exception>
    public Task<EncodedImage> EncodeAsync(EncodeEntry entry)
    {
        Queue.Enqueue(entry);
        return entry.Answer;
    }

    /// <summary>Gives a picture's tensors back for the next one; nobody may read them afterwards.</summary>
    public void Recycle(EncodedImage image)
    {
        foreach (var tensor in image.Tensors)
        {
            if (MemoryMarshal.TryGetArray(tensor.Values, out var array) && array.Array is { } row)
            {
                Array.Find(_outputs, output => output.Name == tensor.Name)?.Return(row);
            }
        }
    }

    public void Dispose() => _stage.Dispose();
}
