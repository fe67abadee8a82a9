using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CaptionCluster.Hosting.Tests.Telemetry;

/// <summary>Of the traces that are not chosen, the slow and the failed leave all the same.</summary>
public sealed class KeptTracesTests : IDisposable
{
    private static readonly ActivityContext s_unsampled = new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, isRemote: true);

    private readonly ActivitySource _source = new(Guid.NewGuid().ToString());
    private readonly List<Activity> _sent = [];
    private TracerProvider? _tracing;

    public void Dispose()
    {
        _tracing?.Dispose();
        _source.Dispose();
    }

    [Fact]
    public void Trace_NotChosenFastAndFine_IsNotSent()
    {
        Start(slowAfter: TimeSpan.FromDays(1));
        using (_source.StartActivity("root")) Child("child");

        Assert.Empty(_sent);
    }

    [Fact]
    public void Trace_NotChosenAndSlow_IsSentWholeWithTheReason()
    {
        Start(slowAfter: TimeSpan.Zero);
        using (_source.StartActivity("root")) Child("child");

        Assert.Equal(["child slow", "root slow"], Sent());
        Assert.All(_sent, span => Assert.True(span.Recorded));
    }

    [Fact]
    public void Trace_NotChosenAndAnInnerSpanFailed_IsSentWhole()
    {
        Start(slowAfter: TimeSpan.FromDays(1));
        using (_source.StartActivity("root")) Child("child", ActivityStatusCode.Error);

        Assert.Equal(["child failed", "root failed"], Sent());
    }

    /// <summary>A call that comes back into the process under the same trace is over before the request is.</summary>
    [Fact]
    public void Trace_OfSeveralRootsInTheProcess_IsDecidedWhenTheLastIsOver()
    {
        Start(slowAfter: TimeSpan.FromDays(1));
        using (var outer = _source.StartActivity("outer", ActivityKind.Server, s_unsampled))
        {
            Activity.Current = null;
            _source.StartActivity("inner", ActivityKind.Server, s_unsampled)!.Dispose();
            Assert.Empty(_sent);
            outer!.SetStatus(ActivityStatusCode.Error);
        }

        Assert.Equal(["inner failed", "outer failed"], Sent());
    }

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, 0, true)]
    [InlineData(ActivityTraceFlags.None, 1, false)]
    public void Sampler_CallerHasDecided_IsObeyed(ActivityTraceFlags flags, double ratio, bool isSent)
    {
        Start(slowAfter: TimeSpan.FromDays(1), ratio);
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, isRemote: true);

        using var span = _source.StartActivity("root", ActivityKind.Server, caller)!;

        Assert.Equal((isSent, true), (span.Recorded, span.IsAllDataRequested));
    }

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, true)]
    [InlineData(ActivityTraceFlags.None, false)]
    public void Sampler_BatchOfRequests_IsSentWithOneOfThem(ActivityTraceFlags flags, bool isSent)
    {
        Start(slowAfter: TimeSpan.FromDays(1));
        var request = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags);

        using var span = _source.StartActivity("batch", ActivityKind.Internal, default(ActivityContext), links: [new(request)])!;

        Assert.Equal(isSent, span.Recorded);
    }

    /// <summary>What a filter turned away has no end; it must not push out what is under way.</summary>
    [Fact]
    public void Held_ManyThatAreNotWanted_LeaveTheOneUnderWayAlone()
    {
        Start(slowAfter: TimeSpan.Zero);
        var root = _source.StartActivity("root")!;
        for (var i = 0; i < 2 * KeptTraces.MaxTraces; i++)
        {
            Activity.Current = null;
            using var probe = _source.StartActivity("probe")!;
            probe.IsAllDataRequested = false;
        }

        root.Dispose();

        Assert.Equal(["root slow"], Sent());
    }

    private void Start(TimeSpan slowAfter, double ratio = 0) => _tracing = Sdk.CreateTracerProviderBuilder()
        .AddSource(_source.Name)
        .SetSampler(new TraceSampler(ratio))
        .AddProcessor(new KeptTraces([new SimpleActivityExportProcessor(new ListExporter(_sent))], slowAfter))
        .Build();

    private void Child(string name, ActivityStatusCode status = ActivityStatusCode.Unset)
    {
        using var child = _source.StartActivity(name);
        child!.SetStatus(status);
    }

    private IEnumerable<string> Sent() => _sent.Select(span => $"{span.OperationName} {span.GetTagItem(HeldTrace.KeptAttribute)}");

    private sealed class ListExporter(List<Activity> sent) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch) sent.Add(span);
            return ExportResult.Success;
        }
    }
}
