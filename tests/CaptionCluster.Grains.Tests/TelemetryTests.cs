using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Hosting;

namespace CaptionCluster.Grains.Tests;

public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private CaptionTestCluster _cluster = null!;

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is CaptionTelemetry.ActivitySourceName or CaptionTelemetry.GrainCallsActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async Task InitializeAsync() => _cluster = await CaptionTestCluster.StartAsync(configure: silo => silo.AddActivityPropagation());

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Counters_ComputedThenHit_TellBoth()
    {
        var image = _cluster.NewImage();
        await image.CaptionAsync();
        await image.AskAsync();
        await image.AskAsync();

        Assert.Equal(1, _cluster.Measured["caption.inference"]);
        Assert.Equal(1, _cluster.Measured["caption.requests source=computed outcome=ok"]);
        Assert.Equal(2, _cluster.Measured["caption.requests source=hit outcome=ok"]);
        Assert.Equal(1, _cluster.Measured["caption.cache.entries"]);
        Assert.Equal(2 * (0.25 + 0.5), _cluster.Measured["caption.inference.saved"], 6);
    }

    [Fact]
    public async Task Counters_Deactivation_EmptiesTheCache()
    {
        var image = _cluster.NewImage();
        await image.CaptionAsync();
        await _cluster.Orleans.DeactivateAsync(image);

        await _cluster.Measured.ReachAsync("caption.cache.entries", 0);
    }

    [Fact]
    public async Task Counters_Failure_TellsItsCode()
    {
        _cluster.Model.Failure = new OverloadedException("full", TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<OverloadedException>(() => _cluster.NewImage().CaptionAsync());

        Assert.Equal(1, _cluster.Measured["caption.requests source=none outcome=overloaded"]);
    }

    [Fact]
    public async Task Span_Request_TellsDigestModelAndSource()
    {
        var digest = Samples.NewDigest();
        await _cluster.Image(digest).CaptionAsync();
        await _cluster.Image(digest).AskAsync();

        var spans = SpansOf(digest);
        Assert.Equal(["need-pixels", "computed", "hit"], spans.Select(span => span.GetTagItem("caption.source")));
        Assert.All(spans, span => Assert.Equal("caption.request", span.OperationName));
        Assert.All(spans, span => Assert.Equal(Samples.Model.Revision, span.GetTagItem("caption.model.revision")));
    }

    [Fact]
    public async Task Span_Coalesced_LinksToTheOneThatComputed()
    {
        _cluster.Model.Encode.Close();
        var digest = Samples.NewDigest();
        var image = _cluster.Image(digest);
        var provider = image.ProvideAsync(await image.TakeTicketAsync());
        var waiter = image.AskAsync();
        await _cluster.WaitersAsync(2);
        _cluster.Model.Encode.Open();
        await Patience.For(Task.WhenAll(provider, waiter));

        var spans = SpansOf(digest);
        var computed = Assert.Single(spans, span => (string?)span.GetTagItem("caption.source") == "computed");
        var coalesced = Assert.Single(spans, span => (string?)span.GetTagItem("caption.source") == "coalesced");
        Assert.Equal(computed.SpanId, Assert.Single(coalesced.Links).Context.SpanId);
    }

    [Fact]
    public async Task Span_OfTheRequest_IsWhatTheModelRunsUnder()
    {
        var digest = Samples.NewDigest();
        await _cluster.Image(digest).CaptionAsync();

        var computed = Assert.Single(SpansOf(digest), span => (string?)span.GetTagItem("caption.source") == "computed");
        Assert.Equal(computed.TraceId, _cluster.Model.EncodedUnder.TraceId);
        Assert.Equal(computed.TraceId, _cluster.Model.DecodedUnder.TraceId);
    }

    private Activity[] SpansOf(ImageDigest digest) =>
        [.. _spans.Where(span => (string?)span.GetTagItem("caption.digest") == digest.ToString())];
}
