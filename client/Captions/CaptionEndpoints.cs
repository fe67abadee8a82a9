using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Streaming;
using CaptionCluster.Client.Waiting;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Captions;

/// <summary>HTTP to <see cref="CaptionService"/> and back.</summary>
internal sealed class CaptionEndpoints(
    UploadReader uploads,
    ModelCatalog models,
    CaptionService captions,
    UrlCaptions urls,
    AccessPolicy access,
    Deadlines deadlines,
    JobEndpoints jobs,
    AnswerWriter answers,
    CaptionMetrics metrics,
    ProblemReports problems,
    TimeProvider time)
{
    /// <summary>POST /v1/captions, and /v1/alt-text</summary>
    public async Task PostAsync(HttpContext http, AnswerForm form)
    {
        var answered = false; // Each request is counted once.
        CaptionStream? stream = null;
        try
        {
            var start = time.GetTimestamp();
            using var upload = await uploads.ReadAsync(http.Request, http.RequestAborted);
            if (Preferences.IsAsync(http.Request))
            {
                await jobs.PostOneAsync(http, upload);
                return;
            }

            var read = time.GetTimestamp();
            var model = models.Find(upload.Options.Model);
            var key = model.KeyFor(upload.Options);
            stream = EventStream.IsWanted(http.Request) ? new CaptionStream(http, time) : null;
            var outcome = upload.Picture is { } picture
                ? captions.AtHand(picture, key) ?? await AskAsync(http, picture, model, key, stream)
                : await AskAsync(http, upload.Url!, model, key, stream);

            answered = true;
            metrics.Answered(outcome);
            var intake = upload.Picture is { Bytes: null } ? default(TimeSpan?) : time.GetElapsedTime(start, outcome.PixelsDone ?? read);
            var timing = new RequestTiming(intake, time.GetElapsedTime(start));
            if (stream is null) await answers.WriteAsync(http.Response, outcome, upload.Options, timing, form);
            else await stream.EndAsync(outcome, answers.Json(outcome, upload.Options, timing, form));
        }
        catch (Exception error) when (!answered)
        {
            metrics.Failed(error, http);
            if (stream is null || !await stream.TryFailAsync(error, problems)) throw;
        }
    }

    /// <summary>GET /v1/captions/{sha256}</summary>
    public async Task GetAsync(HttpContext http, string sha256)
    {
        var answered = false; // Each request is counted once.
        try
        {
            var start = time.GetTimestamp();
            var digest = Digests.Parse(sha256, 400);
            var options = RequestOptions.From(OptionText.FromQuery(http.Request.Query));
            var model = models.Find(options.Model);
            var key = model.KeyFor(options);
            using var picture = new Picture(digest, access.IdentityOf(digest, http.Request), bytes: null);
            var outcome = captions.AtHand(picture, key) ?? await captions.AskAsync(picture, model, key, default, http.RequestAborted);

            answered = true;
            metrics.Answered(outcome);
            http.Response.Headers.CacheControl = "private, no-cache";
            if (IsUnchanged(http.Request, outcome.Known.ETag))
            {
                http.Response.Headers.ETag = outcome.Known.ETag;
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            await answers.WriteAsync(http.Response, outcome, options, new RequestTiming(null, time.GetElapsedTime(start)));
        }
        catch (Exception error) when (!answered)
        {
            metrics.Failed(error, http);
            throw;
        }
    }

    /// <summary>DELETE /v1/captions/{sha256}</summary>
    public async Task DeleteAsync(HttpContext http, string sha256)
    {
        var digest = Digests.Parse(sha256, 400);
        var wasKnown = false;
        foreach (var identity in access.IdentitiesOf(digest)) wasKnown |= await captions.ForgetAsync(identity, http.RequestAborted);
        if (!wasKnown) throw new RequestRefusedException(404, "never-seen", "No caption of this picture is known.");
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<CaptionOutcome> AskAsync(HttpContext http, Picture picture, ServedModel model, CaptionKey key, CaptionStream? stream)
    {
        using var deadline = deadlines.Start(http);
        return await (stream?.WhileAsync(Ask) ?? Ask(null));

        ValueTask<CaptionOutcome> Ask(IProgress<string>? words) =>
            deadline.KeepAsync(captions.AskAsync(picture, model, key, deadline.Urgency, deadline.Token, words));
    }

    private async Task<CaptionOutcome> AskAsync(HttpContext http, string url, ServedModel model, CaptionKey key, CaptionStream? stream)
    {
        using var deadline = deadlines.Start(http);
        var caller = BodyReader.CallerOf(http.Request);
        return await (stream?.WhileAsync(Ask) ?? Ask(null));

        ValueTask<CaptionOutcome> Ask(IProgress<string>? words) =>
            deadline.KeepAsync(urls.AskAsync(url, caller, model, key, deadline.Urgency, deadline.Token, words));
    }

    private static bool IsUnchanged(HttpRequest request, string etag)
    {
        if (request.Headers.IfNoneMatch.Count == 0) return false;
        var ours = EntityTagHeaderValue.Parse(etag);
        return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var theirs)
            && theirs.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(ours, useStrongComparison: false));
    }
}
