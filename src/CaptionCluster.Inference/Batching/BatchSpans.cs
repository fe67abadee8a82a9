using System.Diagnostics;

namespace CaptionCluster.Inference.Batching;

/// <summary>Spans of batches, linked to the requests inside them and back.</summary>
internal static class BatchSpans
{
    private static readonly ActivitySource s_source = new(CaptionTelemetry.ActivitySourceName);

    /// <summary>A batch's span; null when nobody listens. Each request in it gets a <c>caption.queue</c> span that ends here.</summary>
    public static Activity? Start<TEntry>(string stage, Batch<TEntry> batch, TimeProvider time)
        where TEntry : BatchEntry
    {
        if (!s_source.HasListeners()) return null;
        var links = batch.Entries.Where(entry => entry.Caller is not null).Select(entry => new ActivityLink(entry.Caller!.Context));
        var span = s_source.StartActivity(SpanTable.Batch.Name, ActivityKind.Internal, default(ActivityContext), links: [.. links]);
        span?.SetTag("caption.stage", stage)
            .SetTag("caption.batch.size", batch.Entries.Count)
            .SetTag("caption.batch.reason", batch.Reason.ToString());
        var now = time.GetUtcNow();
        foreach (var entry in batch.Entries)
        {
            if (entry.Caller is not { } caller) continue;
            if (span is not null) caller.AddLink(new ActivityLink(span.Context));
            Past(SpanTable.Queue, caller, now - entry.QueueDuration, now)?.SetTag("caption.stage", stage).Dispose();
        }

        return span;
    }

    /// <summary>A request's decoding, told when it is over.</summary>
    public static void Decoded(BatchEntry entry, TimeSpan duration, int steps, int batchSize, TimeProvider time)
    {
        if (!s_source.HasListeners() || entry.Caller is not { } caller) return;
        var now = time.GetUtcNow();
        Past(SpanTable.Decode, caller, now - duration, now)?
            .SetTag("caption.decode.steps", steps).SetTag("caption.batch.size", batchSize).Dispose();
    }

    private static Activity? Past(SpanRow row, Activity parent, DateTimeOffset start, DateTimeOffset end) =>
        s_source.StartActivity(row.Name, row.Kind, parent.Context, startTime: start)?.SetEndTime(end.UtcDateTime);
}
