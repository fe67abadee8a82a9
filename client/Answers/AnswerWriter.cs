using System.Buffers;
using System.Text.Json;
using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Answers;

/// <summary>Writes answers straight to the response's pipe, with their length.</summary>
internal static class AnswerWriter
{
    public static async Task WriteAsync(HttpResponse response, CaptionOutcome outcome, Include include, RequestTiming timing)
    {
        var known = outcome.Known;
        response.Headers.ETag = known.ETag;
        response.Headers["Server-Timing"] = timing.ToHeader(outcome.Source, known.Caption.Timing);
        var json = Json(outcome, include, timing);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    /// <summary>The answer's body.</summary>
    public static byte[] Json(in CaptionOutcome outcome, Include include, RequestTiming timing) =>
        include == Include.Nothing && outcome is { Source: CaptionSource.Hit, Stored: true }
            ? outcome.Known.HitAnswer ??= Serialize(CaptionAnswer.Of(outcome, include))
            : Serialize(CaptionAnswer.Of(outcome, include, timing));

    private static byte[] Serialize(CaptionAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, AnswerJson.Default.CaptionAnswer);
}
