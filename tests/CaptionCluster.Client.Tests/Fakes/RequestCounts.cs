using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>The requests of one server: those that began, those that have ended, and how many there were of each outcome.</summary>
internal sealed class RequestCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _ended = new(0);

    public RequestCounts(CaptionServer server)
    {
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (
                instrument.Meter.Scope == meters
                && instrument.Name is "caption.requests" or "http.server.active_requests" or "http.server.request.duration"
            )
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            if (instrument.Name == "caption.requests") _outcomes.AddOrUpdate(OutcomeOf(tags), count, (_, before) => before + count);
            else if (count > 0) _begun.Release();
        });
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => _ended.Release());
        _listener.Start();
    }

    public string Outcomes =>
        string.Join(
            ' ',
            _outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Key}={outcome.Value}")
        );

    /// <summary>Waits until one more request has reached the server.</summary>
    public async Task BegunAsync() => Assert.True(await _begun.WaitAsync(Patience.Limit));

    /// <summary>Waits until so many more requests have ended, logs and all.</summary>
    public async Task EndedAsync(int requests)
    {
        for (var request = 0; request < requests; request++) Assert.True(await _ended.WaitAsync(Patience.Limit));
    }

    public void Dispose() => _listener.Dispose();

    private static string OutcomeOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "outcome") return (string)value!;
        }

        return "";
    }
}
