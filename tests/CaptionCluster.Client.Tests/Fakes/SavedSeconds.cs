using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>
/// What one server counts as saved from now on. Its <c>/metrics</c> sums over all servers of the process, those that end meanwhile too.
/// </summary>
internal sealed class SavedSeconds : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private double _total;

    public SavedSeconds(CaptionServer server)
    {
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "caption.inference.saved")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            lock (_gate) _total += seconds;
        });
        _listener.Start();
    }

    public double Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    public void Dispose() => _listener.Dispose();
}
