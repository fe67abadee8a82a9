using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Grains;

/// <summary>Hears of every span of requests and of what the cluster does for them, whether or not somebody collects them too.</summary>
internal sealed class TraceListener : IHostedService, IDisposable
{
    /// <summary>ASP.NET Core's source, of the spans by which requests come in.</summary>
    private const string Http = "Microsoft.AspNetCore";

    private readonly ActivityListener _listener;

    public TraceListener(TraceBook book) => _listener = new ActivityListener
    {
        ShouldListenTo = source =>
            source.Name is CaptionTelemetry.ActivitySourceName or CaptionTelemetry.GrainCallsActivitySourceName or Http,
        Sample = (ref ActivityCreationOptions<ActivityContext> span) =>
            IsOwnCall(span.Source, span.Parent.SpanId) ? ActivitySamplingResult.None : ActivitySamplingResult.AllData,
        SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllData,
        ActivityStopped = span =>
        {
            if (IsOwnCall(span.Source, span.ParentSpanId) || IsNoWork(span)) book.Drop(span.TraceId);
            else book.Add(span);
        },
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    /// <summary>A call that hosts make for themselves: heartbeats, the list of models.</summary>
    private static bool IsOwnCall(ActivitySource source, ActivitySpanId parent) =>
        source.Name == CaptionTelemetry.GrainCallsActivitySourceName && parent == default;

    /// <summary>A probe, a scrape or a file of the page: nobody asked for a caption.</summary>
    private static bool IsNoWork(Activity span) => span.Source.Name == Http && span.GetTagItem("http.route") is null;
}
