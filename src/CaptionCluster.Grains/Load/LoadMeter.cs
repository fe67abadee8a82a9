using System.Diagnostics.Metrics;

namespace CaptionCluster.Grains;

/// <summary>Reads off this process's own metrics what happened since it was last asked: nothing is counted twice.</summary>
internal sealed class LoadMeter : IDisposable
{
    private static readonly HashSet<string> s_heard = new(StringComparer.Ordinal)
    {
        MetricTable.Requests.Name, MetricTable.Saved.Name, MetricTable.Inferences.Name, MetricTable.BatchSize.Name,
        MetricTable.QueueDepth.Name,
    };

    private readonly MeterListener _listener = new();
    private readonly Lock _counting = new();
    private readonly Lock _observing = new();
    private HostCounts _counts;
    private long _depth;

    /// <param name="meters">Makes the instruments that are listened to, and no others of the process.</param>
    public LoadMeter(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = instrument.Meter.Name == CaptionTelemetry.MeterName && instrument.Meter.Scope == meters;
            if (isOurs && s_heard.Contains(instrument.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
        _listener.Start();
    }

    /// <summary>What was counted since the last time, and how many entries wait now.</summary>
    public (HostCounts Counts, long QueueDepth) Take()
    {
        var depth = Observe();
        lock (_counting)
        {
            var counts = _counts;
            _counts = default;
            return (counts, depth);
        }
    }

    /// <summary>The same, left as it is.</summary>
    public (HostCounts Counts, long QueueDepth) Look()
    {
        var depth = Observe();
        lock (_counting) return (_counts, depth);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Asks the queues, which may be counting just then: never within the lock of the counts.</summary>
    private long Observe()
    {
        lock (_observing)
        {
            _depth = 0;
            _listener.RecordObservableInstruments();
            return _depth;
        }
    }

    private void Count(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (name == MetricTable.QueueDepth.Name) // Told when it is asked for, by Observe.
        {
            _depth += (long)value;
            return;
        }

        var counted = CountsOf(name, value, tags);
        lock (_counting) _counts += counted;
    }

    private static HostCounts CountsOf(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (name == MetricTable.Requests.Name) return RequestsOf((long)value, Tag(tags, "source"), Tag(tags, "outcome"));
        if (name == MetricTable.Saved.Name) return new HostCounts { SavedSeconds = value };
        if (name == MetricTable.Inferences.Name) return new HostCounts { Inferences = (long)value };
        return Tag(tags, "caption.stage") == "encoder" ? new HostCounts { Batches = 1, BatchEntries = (long)value } : default;
    }

    private static HostCounts RequestsOf(long requests, string? source, string? outcome) => (source, outcome) switch
    {
        ("computed", _) => new HostCounts { Computed = requests },
        ("coalesced", _) => new HostCounts { Coalesced = requests },
        ("hit", _) => new HostCounts { Hits = requests },
        (_, "overloaded") => new HostCounts { Overloaded = requests },
        (_, "failed" or "timed_out" or "unavailable") => new HostCounts { Failed = requests },
        _ => default, // The client's own doing.
    };

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name) return tag.Value as string;
        }

        return null;
    }
}
