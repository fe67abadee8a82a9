using CaptionCluster.Inference;
using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Bench.Cluster;

/// <summary>
/// A simulated device: any batch takes the same time and no processor, as one that computes elsewhere would. Queue, batches and everything
/// around them are the real ones.
/// </summary>
internal sealed class SimulatedModel : ICaptionModel, IDisposable
{
    private const int MaxBatchSize = 8;

    private readonly DeviceThreads _threads = new(1, TimeProvider.System);
    private readonly BatchStage<SimulatedEntry> _stage;

    public SimulatedModel(TimeSpan batch) => _stage = new BatchStage<SimulatedEntry>(
        _threads, WorkUrgency.Begin, new BatchQueueOptions { MaxBatchSize = MaxBatchSize }, TimeProvider.System,
        new InferenceMetrics().Stage("simulated", "simulated"), new SimulatedWorker(batch));

    public ModelDescription Description { get; } =
        new(
            new ModelId("simulated", new string('0', 64), "none"),
            "simulated",
            "simulated",
            new ImageProcessing(224, 224, ResampleFilter.Bilinear),
            new DecodingOptions(),
            MaxNewTokensLimit: 20,
            HasAttention: false,
            HasAdequacy: false,
            AttentionColumns: 0,
            AttentionRows: 0
        );

    public double QueuedSeconds => _stage.Queue.QueuedSeconds;

    public Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken)
    {
        var entry = new SimulatedEntry(pixels, cancellationToken);
        _stage.Queue.Enqueue(entry);
        return entry.Answer;
    }

    public Task<Caption> DecodeAsync(
        EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null) =>
        Task.FromResult(new Caption { Text = "a simulated picture", Score = 0, Tokens = [], Image = image.Source, Timing = image.Timing });

    public void Dispose()
    {
        _stage.Dispose();
        _threads.Dispose();
    }

    private sealed class SimulatedEntry(ImagePixels pixels, CancellationToken cancellationToken)
        : BatchEntry<EncodedImage>(cancellationToken)
    {
        public ImagePixels Pixels { get; } = pixels;
    }

    private sealed class SimulatedWorker(TimeSpan batch) : IBatchWorker<SimulatedEntry>
    {
        private readonly ManualResetEventSlim _never = new();

        public void Run(IReadOnlyList<SimulatedEntry> entries, Func<TimeSpan> elapsed)
        {
            _never.Wait(batch);
            foreach (var entry in entries)
            {
                var timing = new InferenceTiming(entry.QueueDuration.TotalSeconds, batch.TotalSeconds, 0, entries.Count, 0);
                entry.Complete(new EncodedImage(entry.Pixels.Source, [], timing));
            }
        }

        public void Dispose() => _never.Dispose();
    }
}
