using System.Diagnostics;

namespace CaptionCluster.Grains;

/// <summary>The span of one request at its image grain; null all along when nobody listens.</summary>
internal static class CaptionSpan
{
    private static readonly ActivitySource s_source = new(CaptionTelemetry.ActivitySourceName);

    public static Activity? Start(ImageDigest digest, CaptionKey key)
    {
        var span = s_source.StartActivity(SpanTable.Request.Name);
        if (span is not { IsAllDataRequested: true }) return span;
        return span
            .SetTag("caption.digest", digest.ToString())
            .SetTag("caption.model", key.Model.Name)
            .SetTag("caption.model.revision", key.Model.Revision)
            .SetTag("caption.model.variant", key.Model.Variant);
    }

    public static async Task<CaptionReply> ObserveAsync(ImageDigest digest, CaptionKey key, Func<Task<CaptionReply>> answer)
    {
        using var span = Start(digest, key);
        try
        {
            var reply = await answer();
            span.Answered(reply);
            return reply;
        }
        catch (Exception error)
        {
            span.Failed(error);
            throw;
        }
    }

    /// <summary>Of one that is answered already.</summary>
    public static void Observe(ImageDigest digest, CaptionKey key, CaptionReply reply)
    {
        using var span = Start(digest, key);
        span.Answered(reply);
    }

    public static void Answered(this Activity? span, CaptionReply reply) =>
        span?.SetTag("caption.source", CaptionInstruments.SourceName(reply.Source));

    /// <summary>Who left, or asked for no more time, made no error.</summary>
    public static void Failed(this Activity? span, Exception error)
    {
        if (error is OperationCanceledException) span?.SetTag("caption.source", "none");
        else span?.SetTag("error.type", CaptionInstruments.OutcomeOf(error)).SetStatus(ActivityStatusCode.Error, error.Message);
    }
}
