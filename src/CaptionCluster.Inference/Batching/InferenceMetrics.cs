using System.Diagnostics.Metrics;

namespace CaptionCluster.Inference.Batching;

/// <summary>The instruments of batching and inference, shared by every model of the process.</summary>
internal sealed class InferenceMetrics : IDisposable
{
    private static readonly double[] s_secondsBuckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    private readonly Meter _meter;
    private readonly Lock _lock = new();
    private readonly List<StageMetrics> _stages = [];

    public InferenceMetrics(IMeterFactory? factory = null)
    {
        var options = new MeterOptions(CaptionTelemetry.MeterName);
        _meter = factory?.Create(options) ?? new Meter(options);
        BatchSize = _meter.CreateHistogram("caption.batch.size", "{entry}", "Entries a batch.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] });
        BatchSilos = _meter.CreateHistogram("caption.batch.silos", "{silo}", "Silos whose image grains asked for the entries of a batch.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32] });
        BatchReleased = _meter.CreateCounter<long>("caption.batch.released", "{batch}", "Batches released, by reason.");
        QueueDuration = Seconds("caption.queue.duration", "Time from entering a queue to leaving it in a batch.");
        InferenceDuration = Seconds(
            "caption.inference.duration",
            "Time of one batch (encoder, discriminator) or one step (decoder) on the device."
        );
        _meter.CreateObservableGauge("caption.queue.depth", Depths, "{entry}", "Entries waiting.");
    }

    public Histogram<int> BatchSize { get; }

    public Histogram<int> BatchSilos { get; }

    public Counter<long> BatchReleased { get; }

    public Histogram<double> QueueDuration { get; }

    public Histogram<double> InferenceDuration { get; }

    public StageMetrics Stage(string stage, string model)
    {
        var metrics = new StageMetrics(this, stage, model);
        lock (_lock) _stages.Add(metrics);
        return metrics;
    }

    public void Remove(StageMetrics stage)
    {
        lock (_lock) _stages.Remove(stage);
    }

    public void Dispose() => _meter.Dispose();

    private Histogram<double> Seconds(string name, string description) => _meter.CreateHistogram(
        name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = s_secondsBuckets });

    private Measurement<int>[] Depths()
    {
        lock (_lock) return [.. _stages.Select(stage => stage.Depth())];
    }
}
