using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families;

/// <summary>Assembles and runs the encoder's batches.</summary>
internal sealed class EncoderWorker : IBatchWorker<EncodeEntry>
{
    public const string PixelValues = "pixel_values";

    private readonly ImageProcessor _processor;
    private readonly EncoderOutput[] _outputs;
    private readonly TensorBuffer<float> _pixels;
    private readonly TensorBuffer<float>[] _encoded;
    private readonly BoundRun _run;

    public EncoderWorker(Graph graph, ImageProcessor processor, EncoderOutput[] outputs, int maxBatchSize)
    {
        (_processor, _outputs) = (processor, outputs);
        _pixels = new(PixelValues, maxBatchSize, 3, processor.Geometry.Height, processor.Geometry.Width);
        _encoded = Array.ConvertAll(outputs, output => output.Buffer(maxBatchSize));
        _run = new BoundRun(graph, [_pixels], [.. _encoded]);
    }

    public void Run(IReadOnlyList<EncodeEntry> entries, Func<TimeSpan> elapsed)
    {
        var assembled = Assemble(entries);
        if (assembled.Count == 0) return;
        _run.Run(assembled.Count);
        var duration = elapsed().TotalSeconds;
        for (var row = 0; row < assembled.Count; row++)
        {
            var entry = assembled[row];
            var timing = new InferenceTiming(entry.QueueDuration.TotalSeconds, duration, 0, assembled.Count, 0);
            entry.Complete(new EncodedImage(entry.Pixels.Source, [.. _outputs.Select((output, i) => output.Copy(_encoded[i].Row(row)))], timing));
        }
    }

    public void Dispose() => _run.Dispose();

    private List<EncodeEntry> Assemble(IReadOnlyList<EncodeEntry> entries)
    {
        var assembled = new List<EncodeEntry>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.IsAnswered) continue;
            try
            {
                _processor.Normalize(entry.Pixels, _pixels.Row(assembled.Count));
                assembled.Add(entry);
            }
            catch (InferenceFailedException wrongPixels)
            {
                entry.Fail(wrongPixels);
            }
        }

        return assembled;
    }
}
