using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
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
    private readonly int _rowsARun;

    public EncoderWorker(Graph graph, ImageProcessor processor, EncoderOutput[] outputs, int maxBatchSize)
    {
        (_processor, _outputs, _rowsARun) = (processor, outputs, Math.Min(maxBatchSize, graph.RowsARun));
        _pixels = new(PixelValues, _rowsARun, 3, processor.Geometry.Height, processor.Geometry.Width);
        _encoded = Array.ConvertAll(outputs, output => output.Buffer(_rowsARun));
        _run = new BoundRun(graph, [_pixels], [.. _encoded]);
    }

    /// <summary>Runs every batch size once where there are only a few, so that no picture waits for a plan to be made.</summary>
    public void WarmUp(IReadOnlyList<int> sizes)
    {
        foreach (var size in sizes) _run.Run(size);
    }

    public void Run(IReadOnlyList<EncodeEntry> entries, Func<TimeSpan> elapsed)
    {
        foreach (var part in entries.Chunk(_rowsARun)) RunPart(part, elapsed);
    }

    public void Dispose() => _run.Dispose();

    private void RunPart(EncodeEntry[] entries, Func<TimeSpan> elapsed)
    {
        var waited = elapsed();
        var assembled = Assemble(entries);
        if (assembled.Count == 0) return;
        _run.Run(assembled.Count);
        var duration = (elapsed() - waited).TotalSeconds;
        for (var row = 0; row < assembled.Count; row++)
        {
            var entry = assembled[row];
            if (Fault(row) is { } fault)
            {
                entry.Fail(new InferenceFailedException(fault));
                continue;
            }

            var timing = new InferenceTiming((entry.QueueDuration + waited).TotalSeconds, duration, 0, assembled.Count, 0);
            entry.Complete(
                new EncodedImage(entry.Pixels.Source, [.. _outputs.Select((output, i) => output.Copy(_encoded[i].Row(row)))], timing)
            );
        }
    }

    /// <summary>Looked for here too: a graph behind may turn a NaN into a number, and a sentence of it would look right.</summary>
    private string? Fault(int row)
    {
        foreach (var output in _encoded)
        {
            if (Finite.Fault(output.Row(row), output.Name) is { } fault) return fault;
        }

        return null;
    }

    private List<EncodeEntry> Assemble(EncodeEntry[] entries)
    {
        var assembled = new List<EncodeEntry>(entries.Length);
        foreach (var entry in entries)
        {
            if (entry.IsAnswered) continue;
            try
            {
                _processor.Normalize(entry.Pixels, _pixels.Row(assembled.Count));
                assembled.Add(entry);
            }
            catch (InferenceFailedException error)
            {
                entry.Fail(error);
            }
        }

        return assembled;
    }
}

/// <summary>A picture that waits to be encoded.</summary>
internal sealed class EncodeEntry(ImagePixels pixels, CancellationToken cancellationToken, bool handsOver = false)
    : BatchEntry<EncodedImage>(cancellationToken, handsOver)
{
    public ImagePixels Pixels { get; } = pixels;
}
