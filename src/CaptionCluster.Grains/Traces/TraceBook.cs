using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Grains;

/// <summary>
/// Keeps the last traces, the slowest and those that failed, each list of a fixed length; a trace is let go when it is in none. Safe for
/// concurrent use.
/// </summary>
internal sealed class TraceBook(IOptions<TraceOptions> options) : ITraceBook
{
    private readonly TraceOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Dictionary<ActivityTraceId, KeptTrace> _traces = [];
    private readonly Queue<ActivityTraceId> _recent = new();
    private readonly Queue<ActivityTraceId> _failed = new();
    private readonly PriorityQueue<ActivityTraceId, TimeSpan> _slowest = new();

    /// <summary>A span is over.</summary>
    public void Add(Activity span)
    {
        lock (_lock)
        {
            if (!_traces.TryGetValue(span.TraceId, out var trace))
            {
                _traces[span.TraceId] = trace = new KeptTrace();
                Keep(_recent, span.TraceId, trace, _options.Recent);
            }

            var hadFailed = trace.HasFailed;
            trace.Add(span);
            if (trace.HasFailed && !hadFailed) Keep(_failed, span.TraceId, trace, _options.Failed);
            if (trace.Root == span) KeepSlow(span, trace);
        }
    }

    /// <summary>Forgets what nobody will ask for.</summary>
    public void Drop(ActivityTraceId id)
    {
        lock (_lock) _traces.Remove(id);
    }

    public IReadOnlyList<TraceSpan> List(TraceKind kind, int most)
    {
        lock (_lock)
        {
            var ids = kind switch
            {
                TraceKind.Slowest =>
                    _slowest.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element).Distinct(),
                TraceKind.Failed => _failed.Reverse(),
                _ => _recent.Reverse(),
            };
            return
            [
                .. ids.Select(id => _traces.GetValueOrDefault(id)?.Root).OfType<Activity>().Where(IsRequest).Take(most).Select(SpanOf),
            ];
        }
    }

    public IReadOnlyList<TraceSpan> Find(string traceId)
    {
        lock (_lock)
        {
            // A batch is a trace of its own, linked to the calls in it.
            var id = ActivityTraceId.CreateFromString(traceId);
            var own = _traces.GetValueOrDefault(id)?.Spans ?? [];
            var batches = own.SelectMany(span => span.Links).Select(link => link.Context.TraceId).Distinct()
                .Where(linked => linked != id)
                .SelectMany(linked => _traces.GetValueOrDefault(linked)?.Spans ?? [])
                .Where(span => span.OperationName == SpanTable.Batch.Name);
            return [.. own.Concat(batches).Select(SpanOf)];
        }
    }

    /// <summary>Of this host's own: on a silo what came in are calls, and batches are traces too.</summary>
    private static bool IsRequest(Activity root) =>
        root.GetTagItem("http.route") is not null || root.OperationName == SpanTable.JobItem.Name;

    private void Keep(Queue<ActivityTraceId> list, ActivityTraceId id, KeptTrace trace, int most)
    {
        list.Enqueue(id);
        trace.Lists++;
        if (list.Count > most) LetGo(list.Dequeue());
    }

    private void KeepSlow(Activity root, KeptTrace trace)
    {
        if (root.OperationName == SpanTable.Batch.Name) return; // Found by the requests in it.
        _slowest.Enqueue(root.TraceId, root.Duration);
        trace.Lists++;
        if (_slowest.Count > _options.Slowest) LetGo(_slowest.Dequeue());
    }

    private void LetGo(ActivityTraceId id)
    {
        if (_traces.TryGetValue(id, out var trace) && --trace.Lists == 0) _traces.Remove(id);
    }

    private static TraceSpan SpanOf(Activity span) => new()
    {
        TraceId = span.TraceId.ToHexString(),
        SpanId = span.SpanId.ToHexString(),
        ParentId = span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(),
        Name = span.DisplayName,
        StartedAt = new DateTimeOffset(span.StartTimeUtc),
        Seconds = span.Duration.TotalSeconds,
        Failed = span.Status == ActivityStatusCode.Error,
        Attributes = span.TagObjects.Where(tag => tag.Value is not null && TracedTags.AreShown(tag.Key))
            .GroupBy(tag => tag.Key, StringComparer.Ordinal)
            .ToDictionary(tags => tags.Key, tags => $"{tags.Last().Value}", StringComparer.Ordinal),
        LinkedTraces = [.. span.Links.Select(link => link.Context.TraceId.ToHexString()).Distinct()],
    };
}

/// <summary>What may be shown of a span: what is ours, and what says which call it was. Never an address or a query.</summary>
internal static class TracedTags
{
    public static bool AreShown(string name) =>
        name.StartsWith("caption.", StringComparison.Ordinal) || name.StartsWith("job.", StringComparison.Ordinal)
        || name is "http.route" or "http.request.method" or "http.response.status_code" or "error.type" or "rpc.method";
}
