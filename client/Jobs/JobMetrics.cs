using System.Diagnostics.Metrics;

namespace CaptionCluster.Client.Jobs;

/// <summary>What this process does for jobs, and how long the shared queue is.</summary>
internal sealed class JobMetrics
{
    private readonly TimeProvider _time;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _items;
    private readonly Counter<long> _webhooks;
    private JobStatistics? _queue;

    public JobMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(CaptionTelemetry.MeterName);
        _accepted = meter.CreateCounter<long>(MetricTable.JobsAccepted);
        _items = meter.CreateCounter<long>(MetricTable.JobItems);
        _webhooks = meter.CreateCounter<long>(MetricTable.JobWebhooks);
        meter.CreateObservableGauge(MetricTable.JobsQueued, () => Measure(queue => queue.Queued));
        meter.CreateObservableGauge(MetricTable.JobsLeased, () => Measure(queue => queue.Leased));
        meter.CreateObservableGauge(MetricTable.JobsOldestAge, () => Measure(AgeOfOldest));
    }

    public void Accepted(int items) => _accepted.Add(items);

    public void Decided(bool isDone) => _items.Add(1, Outcome(isDone ? "done" : "dead"));

    public void Retried() => _items.Add(1, Outcome("retried"));

    public void Webhook(string outcome) => _webhooks.Add(1, Outcome(outcome));

    /// <summary>The queue as last looked at; null when the store can't say.</summary>
    public void Queue(JobStatistics? queue) => _queue = queue;

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);

    private double AgeOfOldest(JobStatistics queue) =>
        queue.OldestCreatedAt is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Measure<T>(Func<JobStatistics, T> read)
        where T : struct => _queue is { } queue ? [new Measurement<T>(read(queue))] : [];
}
