using System.Diagnostics.Metrics;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Fuzz;

/// <summary>How many requests one server is at, of those that came since. Other servers of this process count for themselves.</summary>
internal sealed class RequestsInWork : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;
    private long _seen;

    public RequestsInWork(CaptionServer server)
    {
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.active_requests" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            Interlocked.Add(ref _count, change);
            if (change > 0) Interlocked.Increment(ref _seen);
        });
        _listener.Start();
    }

    public long Count => Volatile.Read(ref _count);

    public long Seen => Volatile.Read(ref _seen);

    public void Dispose() => _listener.Dispose();
}
