using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>Pixels to hidden states, in batches.</summary>
internal sealed class Encoder : BatchStage<EncodeEntry>
{
    private readonly ImageProcessor _processor;
    private readonly TensorBuffer<float> _pixels;
    private readonly Output[] _outputs;
    private readonly BoundRun _run;

    public Encoder(Graph graph, ImageProcessor processor, BatchQueueOptions options, TimeProvider time, StageMetrics metrics)
        : base(options, time, metrics)
    {
        _processor = processor;
        graph.Input(TensorNames.PixelValues);
        graph.Output(TensorNames.EncoderHiddenStates);
        _pixels = new(TensorNames.PixelValues, options.MaxBatchSize, 3, processor.Geometry.Height, processor.Geometry.Width);
        _outputs = [.. graph.OutputRowShapes(_pixels).Select(output => new Output(output.Key, output.Value, options.MaxBatchSize))];
        _run = new BoundRun(graph, [_pixels], [.. _outputs.Select(output => output.Buffer)]);
    }

    /// <summary>Gives a picture's tensors back for the next one; nobody may read them afterwards.</summary>
    public void Recycle(EncodedImage image)
    {
        foreach (var tensor in image.Tensors)
        {
            if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(tensor.Values, out var array) && array.Array is { } row)
            {
                Array.Find(_outputs, output => output.Buffer.Name == tensor.Name)?.Rows.Return(row);
            }
        }
    }

    protected override void Run(IReadOnlyList<EncodeEntry> entries, Func<TimeSpan> elapsed)
    {
        var assembled = Assemble(entries);
        if (assembled.Count == 0) return;
        _run.Run(assembled.Count);
        var duration = elapsed().TotalSeconds;
        for (var row = 0; row < assembled.Count; row++)
        {
            var entry = assembled[row];
            var timing = new InferenceTiming(entry.QueueDuration.TotalSeconds, duration, 0, assembled.Count, 0);
            entry.Complete(new EncodedImage(entry.Pixels.Source, [.. _outputs.Select(output => output.Copy(row))], timing));
        }
    }

    protected override void DisposeBuffers() => _run.Dispose();

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

    private sealed class Output
    {
        private readonly int[] _shape;

        public Output(string name, long[] shape, int capacity)
        {
            _shape = Array.ConvertAll(shape, dimension => (int)dimension);
            Buffer = new(name, capacity, shape);
            Rows = new(Buffer.RowLength, 4 * capacity);
        }

        public TensorBuffer<float> Buffer { get; }

        public RowPool Rows { get; }

        public EncodedTensor Copy(int row)
        {
            var values = Rows.Rent();
            Buffer.Row(row).CopyTo(values);
            return new EncodedTensor(Buffer.Name, _shape, values);
        }
    }
}

/// <summary>A picture that waits to be encoded.</summary>
internal sealed class EncodeEntry(ImagePixels pixels, CancellationToken cancellationToken) : BatchEntry<EncodedImage>(cancellationToken)
{
    public ImagePixels Pixels { get; } = pixels;
}
