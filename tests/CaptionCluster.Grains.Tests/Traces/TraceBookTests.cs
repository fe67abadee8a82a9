using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Grains.Tests;

public sealed class TraceBookTests
{
    private static readonly DateTime s_start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly TraceBook _book = new(Options.Create(new TraceOptions { Recent = 3, Slowest = 2, Failed = 2 }));

    [Fact]
    public void List_MoreThanAreKept_IsTheLastTheSlowestAndTheFailed()
    {
        var requests = Enumerable.Range(1, 8)
            .Select(number => Request($"r{number}", seconds: 10 - number, fails: number is 1 or 2 or 4))
            .ToList();

        Assert.Equal(["r8", "r7", "r6"], Names(TraceKind.Recent));
        Assert.Equal(["r1", "r2"], Names(TraceKind.Slowest));
        Assert.Equal(["r4", "r2"], Names(TraceKind.Failed));
        Assert.Equal(["r8", "r7"], _book.List(TraceKind.Recent, 2).Select(span => span.Name));
        Assert.Equal([1, 1, 0, 1, 0, 1, 1, 1], requests.Select(request => _book.Find(request.TraceId.ToHexString()).Count));
    }

    [Fact]
    public void Find_RequestThatWasInABatch_HasTheBatchAndWhoElseWasInIt()
    {
        var (first, second) = (Request("first"), Request("second"));
        var batch = Span(SpanTable.Batch.Name, links: [first.Context, second.Context]).SetTag("caption.batch.size", 2);
        first.AddLink(new ActivityLink(batch.Context));
        second.AddLink(new ActivityLink(batch.Context));
        foreach (var span in new[] { batch, first, second }) _book.Add(End(span, 1));

        var found = _book.Find(first.TraceId.ToHexString());

        Assert.Equal(["first", SpanTable.Batch.Name], found.Select(span => span.Name));
        Assert.Equal(["2"], found[1].Attributes.Values);
        Assert.Equal([first.TraceId.ToHexString(), second.TraceId.ToHexString()], found[1].LinkedTraces);
        Assert.Equal(["second", "first"], Names(TraceKind.Recent));
    }

    [Fact]
    public void Find_Attributes_AreOnlyThoseThatNameNobody()
    {
        var span = Span("request")
            .SetTag("url.query", "token=secret")
            .SetTag("caption.digest", "596a")
            .SetTag("server.address", "10.0.0.7");

        _book.Add(End(span, 1));

        Assert.Equal(["caption.digest"], Assert.Single(_book.Find(span.TraceId.ToHexString())).Attributes.Keys);
    }

    [Fact]
    public void Add_MoreSpansThanATraceMayHave_AreLostToIt()
    {
        var root = Request("root");
        for (var child = 0; child < KeptTrace.MaxSpans + 5; child++)
        {
            _book.Add(End(new Activity("child").SetParentId(root.TraceId, root.SpanId).Start(), 1));
        }

        _book.Add(End(root, 2));

        Assert.Equal(KeptTrace.MaxSpans, _book.Find(root.TraceId.ToHexString()).Count);
        Assert.Equal(["root"], Names(TraceKind.Slowest));
    }

    private IEnumerable<string> Names(TraceKind kind) => _book.List(kind, 100).Select(span => span.Name);

    private static Activity Request(string name) => Span(name).SetTag("http.route", "/v1/captions");

    private Activity Request(string name, double seconds, bool fails)
    {
        var span = Request(name);
        if (fails) span.SetStatus(ActivityStatusCode.Error);
        _book.Add(End(span, seconds));
        return span;
    }

    private static Activity Span(string name, params ActivityContext[] links)
    {
        var span = new Activity(name);
        foreach (var link in links) span.AddLink(new ActivityLink(link));
        Activity.Current = null;
        return span.SetStartTime(s_start).Start();
    }

    private static Activity End(Activity span, double seconds)
    {
        span.SetEndTime(s_start.AddSeconds(seconds)).Stop();
        return span;
    }
}
