using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CaptionCluster.Inference.Batching;

/// <summary>One stage of one model: encoder, decoder or discriminator.</summary>
internal sealed class StageMetrics(InferenceMetrics metrics, string stage, string model) : IDisposable
{
    private readonly TagList _tags = new() { { "caption.stage", stage }, { "caption.model", model } };
    private Func<int> _depth = () => 0;

    public string Stage { get; } = stage;

    public void ObserveDepth(Func<int> depth) => _depth = depth;

    public Measurement<int> Depth() => new(_depth(), _tags);

    public void Released<TEntry>(List<TEntry> entries, ReleaseReason reason)
        where TEntry : BatchEntry
    {
        metrics.BatchSize.Record(entries.Count, _tags);
        metrics.BatchSilos.Record(Silos(entries), _tags);
        metrics.BatchReleased.Add(1, new("caption.stage", Stage), new("caption.batch.reason", Name(reason)));
        foreach (var entry in entries) Waited(entry);
    }

    public void Ran(TimeSpan busy) => metrics.InferenceDuration.Record(busy.TotalSeconds, _tags);

    public void Dispose() => metrics.Remove(this);

    /// <summary>Under the caller's span, so that the exemplar of a long wait is whose wait it was.</summary>
    private void Waited(BatchEntry entry)
    {
        if (entry.Caller is not { Recorded: true, IsStopped: false } caller)
        {
            metrics.QueueDuration.Record(entry.QueueDuration.TotalSeconds, _tags);
            return;
        }

        var current = Activity.Current;
        Activity.Current = caller;
        metrics.QueueDuration.Record(entry.QueueDuration.TotalSeconds, _tags);
        Activity.Current = current;
    }

    private static int Silos<TEntry>(List<TEntry> entries)
        where TEntry : BatchEntry
    {
        var silos = 0;
        for (var index = 0; index < entries.Count; index++)
        {
            var first = 0;
            while (entries[first].AskingSilo != entries[index].AskingSilo) first++;
            if (first == index) silos++;
        }

        return silos;
    }

    private static string Name(ReleaseReason reason) => reason switch
    {
        ReleaseReason.Full => "full",
        ReleaseReason.Delay => "delay",
        ReleaseReason.Idle => "idle",
        _ => "drain",
    };
}
