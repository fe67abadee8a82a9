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
        BatchSize = _meter.CreateHistogram(MetricTable.BatchSize, 1, 2, 4, 8, 16, 32, 64, 128);
        BatchSilos = _meter.CreateHistogram(MetricTable.BatchSilos, 1, 2, 4, 8, 16, 32);
        BatchReleased = _meter.CreateCounter<long>(MetricTable.BatchReleased);
        QueueDuration = _meter.CreateHistogram(MetricTable.QueueDuration, s_secondsBuckets);
        InferenceDuration = _meter.CreateHistogram(MetricTable.InferenceDuration, s_secondsBuckets);
        _meter.CreateObservableGauge(MetricTable.QueueDepth, Depths);
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

    private Measurement<int>[] Depths()
    {
        lock (_lock) return [.. _stages.Select(stage => stage.Depth())];
    }
}
