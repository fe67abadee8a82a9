using System.Buffers;
using System.Text.Json;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Answers;

/// <summary>Writes answers straight to the response's pipe, with their length.</summary>
internal sealed class AnswerWriter(AltTextStyles styles)
{
    public async Task WriteAsync(
        HttpResponse response,
        CaptionOutcome outcome,
        RequestOptions options,
        RequestTiming timing,
        AnswerForm form = AnswerForm.Caption
    )
    {
        var known = outcome.Known;
        response.Headers.ETag = known.ETag;
        response.Headers["Server-Timing"] = timing.ToHeader(outcome.Source, known.Caption.Timing);
        var json = Json(outcome, options, timing, form);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    /// <summary>The answer's body.</summary>
    public byte[] Json(in CaptionOutcome outcome, RequestOptions options, RequestTiming timing, AnswerForm form) =>
        form switch
        {
            AnswerForm.AltText => JsonSerializer.SerializeToUtf8Bytes(
                AltTextAnswer.Of(CaptionAnswer.Of(outcome, Include.Nothing, styles.Of(options.AltText))),
                AnswerJson.Default.AltTextAnswer
            ),
            _ when IsUsual(options) && outcome is { Source: CaptionSource.Hit, Stored: true } => outcome.Known.HitAnswer ??= Serialize(
                CaptionAnswer.Of(outcome, Include.Nothing, styles.Usual)
            ),
            _ => Serialize(CaptionAnswer.Of(outcome, options.Include, styles.Of(options.AltText), timing)),
        };

    private static bool IsUsual(RequestOptions options) => options is { Include: Include.Nothing, AltText: null };

    private static byte[] Serialize(CaptionAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, AnswerJson.Default.CaptionAnswer);
}

/// <summary>What an endpoint answers a picture with.</summary>
internal enum AnswerForm
{
    Caption,
    AltText,
}
