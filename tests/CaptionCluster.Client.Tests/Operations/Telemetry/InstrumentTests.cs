using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Testing.Telemetry;

namespace CaptionCluster.Client.Tests.Operations.Telemetry;

/// <summary>What a running program measures and traces has a row in the tables, and so a line in docs/telemetry.md.</summary>
public sealed class InstrumentTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly ConcurrentDictionary<(string Name, string Attribute), bool> _measured = new();
    private readonly ConcurrentDictionary<(string Name, ActivityKind Kind, string Attribute), bool> _traced = new();
    private readonly ConcurrentBag<Instrument> _instruments = [];
    private readonly MeterListener _meters = new();
    private ActivityListener? _spans;

    public void Dispose()
    {
        _meters.Dispose();
        _spans?.Dispose();
    }

    [Fact]
    public async Task Instruments_OfARunningProgram_AreTheRowsOfTheTable()
    {
        Listen();
        var picture = Pictures.New();
        await fixture.Http.CaptionAsync(picture).AnswerAsync();
        await fixture.Http.CaptionAsync(picture).AnswerAsync();
        _meters.RecordObservableInstruments();

        var rows = TelemetryRows.Metrics.Select(row => (row.Name, row.Kind, row.Unit, row.Meaning)).ToHashSet();
        var found = _instruments.Select(instrument => (instrument.Name, KindOf(instrument), instrument.Unit!, instrument.Description!));
        Assert.DoesNotContain(found, instrument => !rows.Contains(instrument));
        Assert.Contains(MetricTable.Requests.Name, _instruments.Select(instrument => instrument.Name));
        var attributes = TelemetryRows.Metrics.SelectMany(row => row.Attributes.Select(name => (row.Name, name))).ToHashSet();
        Assert.Empty(_measured.Keys.Except(attributes));
        Assert.Contains((MetricTable.Requests.Name, "outcome"), _measured.Keys);
    }

    [Fact]
    public async Task Spans_OfARunningProgram_AreTheRowsOfTheTable()
    {
        _spans = ListenToSpans();
        await fixture.Http.CaptionAsync(Pictures.New()).AnswerAsync();

        Assert.Contains(_traced.Keys, span => span.Name == SpanTable.Request.Name);
        Assert.Empty(_traced.Keys.Except(TelemetryRows.Spans.SelectMany(row => row.Attributes, (row, name) => (row.Name, row.Kind, name))));
    }

    private void Listen()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != CaptionTelemetry.MeterName) return;
            _instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        _meters.Start();
    }

    private ActivityListener ListenToSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CaptionTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                foreach (var (name, _) in span.TagObjects) _traced[(span.OperationName, span.Kind, name)] = true;
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, _) in tags) _measured[(instrument.Name, name)] = true;
    }

    private static MetricKind KindOf(Instrument instrument) =>
        Enum.Parse<MetricKind>(instrument.GetType().Name.Split('`')[0].Replace("Observable", "", StringComparison.Ordinal));
}
