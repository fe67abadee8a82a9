using System.Globalization;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Observatory;

/// <summary>The requests that this front keeps, and what every host knows of one of them.</summary>
internal sealed class TraceView(IGrainFactory grains, ClusterMembers members, IServiceProvider services, TimeProvider time)
{
    private const int IdLength = 32;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private ITraceBook Book => services.GetService<ITraceBook>() ?? throw new RequestRefusedException(
        404, "traces-off", "This server keeps no traces. CaptionCluster:Traces:Enabled=true has fronts and silos keep them, in memory.");

    public TracesAnswer List(string kind, int most) => new([.. Book.List(KindOf(kind), most).Select(TraceSummary.Of)]);

    /// <exception cref="RequestRefusedException">It is not kept, or no id.</exception>
    public async Task<TraceAnswer> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length != IdLength || id.AsSpan().ContainsAnyExcept("0123456789abcdef")) throw NotKept();
        var own = Book.Find(id);
        if (own.Count == 0) throw NotKept();
        var silos = (await members.ReadAsync(cancellationToken)).Members.Where(member => member.Status == SiloStatus.Active).ToList();
        var answers = await Task.WhenAll(silos.Select(async silo => (silo.Name, Spans: await AskAsync(silo, id, cancellationToken))));
        var spans = own.Select(span => (Host: Environment.MachineName, Span: span))
            .Concat(answers.SelectMany(answer => (answer.Spans ?? []).Select(span => (Host: answer.Name, Span: span))))
            .DistinctBy(entry => entry.Span.SpanId) // With a silo in this process both tell the same.
            .OrderBy(entry => entry.Span.StartedAt)
            .ToList();
        var start = spans.Where(entry => entry.Span.TraceId == id).Min(entry => entry.Span.StartedAt);
        return new TraceAnswer(
            id,
            [.. spans.Where(entry => entry.Span.TraceId == id).Select(entry => SpanOf(entry.Host, entry.Span, start))],
            [.. spans.Where(entry => entry.Span.TraceId != id).Select(entry => BatchOf(entry.Host, entry.Span, start))],
            [.. answers.Where(answer => answer.Spans is null).Select(answer => answer.Name)]);
    }

    private static TraceKind KindOf(string kind) => kind switch
    {
        "recent" => TraceKind.Recent,
        "slowest" => TraceKind.Slowest,
        "failed" => TraceKind.Failed,
        _ => throw new InvalidOptionException("kind", "'kind' must be recent, slowest or failed."),
    };

    private async Task<IReadOnlyList<TraceSpan>?> AskAsync(Member silo, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ITracesGrain>(silo.Address.ToParsableString()).FindAsync(id)
                .WaitAsync(s_patience, time, cancellationToken);
        }
        catch (Exception error) when (Silence.Is(error))
        {
            return null;
        }
    }

    private static SpanAnswer SpanOf(string host, TraceSpan span, DateTimeOffset start) => new(
        host,
        span.SpanId,
        span.ParentId,
        span.Name,
        MsAfter(start, span),
        TraceSummary.Rounded(span.Seconds),
        span.Failed,
        span.Attributes);

    private static BatchAnswer BatchOf(string host, TraceSpan span, DateTimeOffset start) => new(
        host,
        span.Attributes.GetValueOrDefault("caption.stage", ""),
        int.Parse(span.Attributes.GetValueOrDefault("caption.batch.size", "0"), CultureInfo.InvariantCulture),
        span.Attributes.GetValueOrDefault("caption.batch.reason", "").ToLowerInvariant(),
        MsAfter(start, span),
        TraceSummary.Rounded(span.Seconds),
        span.LinkedTraces);

    private static double MsAfter(DateTimeOffset start, TraceSpan span) => Math.Round((span.StartedAt - start).TotalMilliseconds, 3);

    private static RequestRefusedException NotKept() =>
        new(404, "no-such-trace", "No trace of that id is kept here: it was let go, or another front answered that request.");
}
