using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains.Tests;

/// <summary>The sums of one silo's counters, by instrument and tags, and a way to wait for one to reach a value.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _sums = [];
    private readonly MeterListener _listener = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Measurements(IServiceProvider silo)
    {
        var factory = silo.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name == CaptionTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public double this[string name]
    {
        get
        {
            lock (_gate) return _sums.GetValueOrDefault(name);
        }
    }

    public async Task ReachAsync(string name, double value)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_sums.GetValueOrDefault(name) == value) return;
                changed = _changed.Task;
            }

            await Patience.For(changed);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var tag in tags) name += $" {tag.Key}={tag.Value}";
        lock (_gate)
        {
            _sums[name] = _sums.GetValueOrDefault(name) + value;
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
