using System.Diagnostics.Metrics;
using CaptionCluster.Storage.Sqlite.Captions;

namespace CaptionCluster.Storage.Sqlite.Tests;

/// <summary>The sizes of a store's commits, from its own metric.</summary>
internal sealed class CommitSizes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<int> _sizes = [];

    public CommitSizes(SqliteCaptionStore store)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == store.Meter && instrument.Name == "caption.store.commit.size")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            lock (_sizes) _sizes.Add(size);
        });
        _listener.Start();
    }

    public IReadOnlyList<int> Seen
    {
        get
        {
            lock (_sizes) return [.. _sizes];
        }
    }

    public void Dispose() => _listener.Dispose();
}
