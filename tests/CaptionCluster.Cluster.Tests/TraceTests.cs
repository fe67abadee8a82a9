using System.Globalization;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using CaptionCluster.Testing.Telemetry;

namespace CaptionCluster.Cluster.Tests;

/// <summary>One trace from the caller over front and silos, and the batches that served it: what a collector gets.</summary>
public sealed class TraceTests : IDisposable
{
    private const string CallersSpan = "00f067aa0ba902b7";

    private readonly OtlpReceiver _collector = new();
    private int _sent;

    public void Dispose() => _collector.Dispose();

    /// <remarks>Nothing is chosen but what the caller chose: a trace without that is sent for being slow, with the reason.</remarks>
    [NeedsFact(RedisProcess.Program)]
    public async Task Trace_OfARequestInABatchOnAnotherSilo_HasItsParentsAndLinks()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 2, fronts: 1,
            "--CaptionCluster:Telemetry:SampleRatio", "0", "--CaptionCluster:Telemetry:SlowAfter", "00:00:00.001",
            $"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={_collector.Address}/v1/traces", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_BSP_SCHEDULE_DELAY=200");
        using var front = cluster.Fronts[0].CreateClient();
        (OtlpSpan Call, OtlpSpan Batch)? found = null;

        await Patience.UntilAsync("a batch on another silo than the picture's", async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(front, "01")));
            found = ElsewhereBatched();
            return found is not null;
        });

        var spans = Spans();
        var (call, batch) = found!.Value;
        Assert.Contains((batch.Trace, batch.Id), call.Links);
        Assert.NotEqual(call.Trace, batch.Trace);
        Assert.Equal("", batch.Parent);
        Assert.Contains(spans, span => span.Name == SpanTable.Queue.Name && span.Parent == call.Id);
        Assert.Equal("captioncluster-front", Ancestors(call, spans)[^1].Service);
        Assert.DoesNotContain(spans, span => span.Trace == call.Trace && span.Attributes.ContainsKey("caption.kept"));

        var unchosen = await AskAsync(front, "00");

        await Patience.UntilAsync("the slow request's spans of both are sent",
            () => Task.FromResult(Spans().Where(span => span.Trace == unchosen).Select(span => span.Service).Distinct().Count() == 2));
        var kept = Spans().Where(span => span.Trace == unchosen).ToList();
        Assert.All(kept, span => Assert.Equal("slow", span.Attributes["caption.kept"]));
        Assert.Equal(kept.Count, kept.DistinctBy(span => span.Id).Count());
    }

    /// <returns>The trace it was sent under.</returns>
    private async Task<string> AskAsync(HttpClient front, string flags)
    {
        var number = Interlocked.Increment(ref _sent);
        var trace = number.ToString("x32", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions");
        request.Content = new ByteArrayContent(Photos.Unique(number));
        request.Headers.Add("traceparent", $"00-{trace}-{CallersSpan}-{flags}");
        using var answer = await front.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return trace;
    }

    private List<OtlpSpan> Spans() => [.. _collector.Requests.SelectMany(OtlpSpan.Of)];

    /// <summary>
    /// A call in a batch whose picture is kept by another silo. Its whole way up to the caller has to be there too: processes send
    /// when they like.
    /// </summary>
    private (OtlpSpan Call, OtlpSpan Batch)? ElsewhereBatched()
    {
        var spans = Spans();
        return spans.Where(span => span.Name == SpanTable.Batch.Name)
            .SelectMany(batch => spans.Where(span => batch.Links.Contains((span.Trace, span.Id))).Select(call => (call, batch)))
            .Where(pair => Ancestors(pair.call, spans) is var path && path[^1].Parent == CallersSpan
                && path.Exists(span => span.Name == SpanTable.Request.Name && span.Process != pair.batch.Process))
            .Select(pair => ((OtlpSpan, OtlpSpan)?)pair).FirstOrDefault();
    }

    /// <summary>It, its parent, and so on.</summary>
    private static List<OtlpSpan> Ancestors(OtlpSpan span, List<OtlpSpan> spans)
    {
        var path = new List<OtlpSpan>();
        for (OtlpSpan? next = span; next is not null; next = spans.Find(other => other.Trace == span.Trace && other.Id == next.Parent))
        {
            path.Add(next);
        }

        return path;
    }
}
