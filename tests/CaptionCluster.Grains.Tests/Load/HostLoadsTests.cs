using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Grains.Tests;

public sealed class HostLoadsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services;
    private readonly HostLoads _loads;
    private readonly Meter _meter;

    public HostLoadsTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddHostLoads().BuildServiceProvider();
        _loads = _services.GetRequiredService<HostLoads>();
        _meter = _services.GetRequiredService<IMeterFactory>().Create(CaptionTelemetry.MeterName);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Now_WhatTheMetricsCount_IsWhatHappened()
    {
        var requests = _meter.CreateCounter<long>(MetricTable.Requests);
        foreach (var (source, outcome) in new[]
        {
            ("computed", "ok"), ("hit", "ok"), ("hit", "ok"), ("coalesced", "ok"), ("none", "overloaded"), ("none", "timed_out"),
            ("none", "left"), ("none", "refused"),
        })
        {
            requests.Add(1, new("source", source), new("outcome", outcome));
        }

        _meter.CreateCounter<double>(MetricTable.Saved).Add(0.25);
        _meter.CreateCounter<long>(MetricTable.Inferences).Add(3);
        var sizes = _meter.CreateHistogram<int>(MetricTable.BatchSize);
        sizes.Record(7, new KeyValuePair<string, object?>("caption.stage", "encoder"));
        sizes.Record(5, new KeyValuePair<string, object?>("caption.stage", "decoder"));
        _meter.CreateObservableGauge(MetricTable.QueueDepth, () => new Measurement<int>[] { new(4), new(2) });

        var now = _loads.Now;

        Assert.Equal(
            new HostCounts
            {
                Computed = 1, Hits = 2, Coalesced = 1, Overloaded = 1, Failed = 1, SavedSeconds = 0.25, Inferences = 3, Batches = 1,
                BatchEntries = 7,
            },
            now.Counts);
        Assert.Equal(6, now.QueueDepth);
        Assert.True(now.MemoryBytes > 1 << 20);
    }

    [Fact]
    public void Now_MetricsOfAnotherHostInTheProcess_DoNotCount()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();

        other.GetRequiredService<IMeterFactory>().Create(CaptionTelemetry.MeterName).CreateCounter<long>(MetricTable.Inferences).Add(1);

        Assert.Equal(0, _loads.Now.Counts.Inferences);
    }

    [Fact]
    public async Task History_OfHalfAnHour_IsItsLastQuarterInSteps()
    {
        var inferences = _meter.CreateCounter<long>(MetricTable.Inferences);
        var keeper = new LoadKeeper(_loads, _time);
        await keeper.StartAsync(CancellationToken.None);
        var began = _time.GetUtcNow();

        for (var step = 1; step <= 2 * HostLoads.Kept; step++)
        {
            inferences.Add(step);
            _time.Advance(HostLoads.Step);
        }

        await keeper.StopAsync(CancellationToken.None);
        _time.Advance(HostLoads.Step);

        Assert.Equal(
            Enumerable.Range(HostLoads.Kept + 1, HostLoads.Kept).Select(step => (began + (step * HostLoads.Step), (long)step, 5.0)),
            _loads.History.Select(step => (step.At, step.Counts.Inferences, step.Seconds)));
        Assert.Equal(0, _loads.Now.Counts.Inferences);
    }
}
