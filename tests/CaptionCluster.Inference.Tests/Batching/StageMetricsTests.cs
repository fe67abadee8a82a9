using System.Diagnostics;
using System.Diagnostics.Metrics;
using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Tests.Batching;

public sealed class StageMetricsTests
{
    /// <summary>An exemplar names the span that is current, and a batch is released by nobody's.</summary>
    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, true)]
    [InlineData(ActivityTraceFlags.None, false)]
    public void Released_WaitOfATracedCall_IsMeasuredUnderItsSpan(ActivityTraceFlags flags, bool isUnder)
    {
        var stage = Guid.NewGuid().ToString();
        var under = new List<Activity?>();
        using var metrics = new InferenceMetrics();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == MetricTable.QueueDuration.Name) to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags[0].Value as string == stage) under.Add(Activity.Current);
        });
        listener.Start();
        using var caller = new Activity("caller") { ActivityTraceFlags = flags }.Start();
        var entry = new TestEntry(1);
        entry.Arrive();
        Activity.Current = null;

        metrics.Stage(stage, "model").Released([entry], ReleaseReason.Idle);

        Assert.Same(isUnder ? caller : null, Assert.Single(under));
        Assert.Null(Activity.Current);
    }
}
