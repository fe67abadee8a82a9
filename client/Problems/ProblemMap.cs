using Microsoft.AspNetCore.WebUtilities;

namespace CaptionCluster.Client.Problems;

/// <summary>The one place that says which problem an exception or a bare status is.</summary>
internal static class ProblemMap
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    public static Problem From(Exception exception) =>
        exception switch
        {
            ImageRejectedException e => Problem.Of(StatusOf(e.Reason), e.Code, TitleOf(e.Reason), e.Message),
            InvalidOptionException e => Problem.Of(422, e.Code, "An option makes no sense", e.Message, e.Option),
            RequestRefusedException e => Problem.Of(e.Status, e.Code, "The request can't be answered", e.Message),
            OverloadedException e => Problem.Of(429, e.Code, "Too much work", e.Message) with { RetryAfter = e.RetryAfter },
            IdempotencyConflictException e => Problem.Of(422, e.Code, "The Idempotency-Key belongs to another request", e.Message),
            JobNotFoundException e => Problem.Of(404, e.Code, "No such job", e.Message),
            ModelNotAvailableException e => Unavailable(e),
            ModelRefusedException e => Problem.Of(422, e.Code, "The model can't be served", ServerPaths.Named(e.Message)),
            StoreUnavailableException e => Unavailable(e, e.Path),
            TicketExpiredException e => Unavailable(e),
            SilosLostException e => Unavailable(e),
            InferenceFailedException e => Problem.Of(
                500,
                e.Code,
                "The model failed",
                "The model failed on this picture. Picture and options are right: the fault is the server's."
            ),
            CaptionClusterException e => Problem.Of(500, e.Code, "Something went wrong", "The service failed; its log says more."),
            BadHttpRequestException e => From(e.StatusCode, e.Message),
            _ when BrokenFraming.IsOfChunks(exception) => From(
                400,
                "The body's chunks can't be read: one has an impossible size, or a trailer is not text."
            ),
            Orleans.Runtime.OrleansException => Problem.Of(
                503,
                "cluster-unavailable",
                "Not available now",
                "The cluster can't be reached."
            ) with
            {
                RetryAfter = s_soon,
            },
            TimeoutException => Problem.Of(504, "no-answer-in-time", "No answer in time", "The cluster gave no answer in time.") with
            {
                RetryAfter = s_soon,
            },
            _ => Problem.Of(500, "internal-error", "Something went wrong", "The service failed; its log says more."),
        };

    /// <summary>A status with no exception behind it: an unknown route, a wrong method, a body that Kestrel refused.</summary>
    public static Problem From(int status, string? detail = null) =>
        status switch
        {
            404 => Problem.Of(404, "not-found", "Not found", detail ?? "There is nothing at this address; /docs lists what there is."),
            405 => Problem.Of(
                405,
                "method-not-allowed",
                "Method not allowed",
                detail ?? "This address does not answer that method; /docs lists what there is."
            ),
            408 => Problem.Of(
                408,
                "upload-too-slow",
                "The upload was too slow",
                "The upload was slower than the server accepts, and was cut off."
            ),
            413 => Problem.Of(413, "too-many-bytes", "Too large", "The upload is larger than the server accepts."),
            _ => Problem.Of(
                status,
                "http-" + status,
                ReasonPhrases.GetReasonPhrase(status),
                detail ?? ReasonPhrases.GetReasonPhrase(status)
            ),
        };

    private static Problem Unavailable(CaptionClusterException e, string? path = null) =>
        Problem.Of(503, e.Code, "Not available now", ServerPaths.Named(e.Message, path)) with { RetryAfter = s_soon };

    private static int StatusOf(ImageRejection reason) => reason switch
    {
        ImageRejection.TooLarge => 413,
        ImageRejection.UnsupportedFormat => 415,
        _ => 400,
    };

    private static string TitleOf(ImageRejection reason) => reason switch
    {
        ImageRejection.TooLarge => "Too large",
        ImageRejection.UnsupportedFormat => "Not an accepted picture format",
        _ => "Not a complete picture",
    };
}
