using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Telemetry;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Captions;

/// <summary>HTTP to <see cref="CaptionService"/> and back.</summary>
internal sealed class CaptionEndpoints(
    UploadReader uploads, ModelCatalog models, CaptionService captions, AccessPolicy access, Deadlines deadlines, JobEndpoints jobs, CaptionMetrics metrics, TimeProvider time)
{
    /// <summary>POST /v1/captions</summary>
    public async Task PostAsync(HttpContext http)
    {
        var answered = false; // Each request is counted once.
        try
        {
            var start = time.GetTimestamp();
            using var upload = Scoped(await uploads.ReadAsync(http.Request, http.RequestAborted), http.Request);
            if (JobRequests.PrefersAsync(http.Request))
            {
                await jobs.PostOneAsync(http, upload);
                return;
            }

            var read = time.GetTimestamp();
            var model = models.Find(upload.Options.Model);
            var key = model.KeyFor(upload.Options);
            var outcome = captions.AtHand(upload, key) ?? await AskAsync(http, upload, model, key);

            answered = true;
            metrics.Answered(outcome);
            var intake = upload.HasImage ? time.GetElapsedTime(start, outcome.PixelsDone ?? read) : default(TimeSpan?);
            await AnswerWriter.WriteAsync(http.Response, outcome, upload.Options.Include, new RequestTiming(intake, time.GetElapsedTime(start)));
        }
        catch (Exception e) when (!answered)
        {
            metrics.Failed(e, http);
            throw;
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
            var key = models.Find(options.Model).KeyFor(options);
            using var upload = Scoped(new Upload(null, default, digest, options), http.Request);
            var outcome = captions.AtHand(upload, key) ?? await FindAsync(upload, key, http.RequestAborted);

            answered = true;
            metrics.Answered(outcome);
            http.Response.Headers.CacheControl = "private, no-cache";
            if (IsUnchanged(http.Request, outcome.Known.ETag))
            {
                http.Response.Headers.ETag = outcome.Known.ETag;
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            await AnswerWriter.WriteAsync(http.Response, outcome, options.Include, new RequestTiming(null, time.GetElapsedTime(start)));
        }
        catch (Exception e) when (!answered)
        {
            metrics.Failed(e, http);
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

    public static RequestRefusedException NeverSeen() =>
        new(404, "never-seen", "No caption of this picture by this model with this decoding is known. Send its bytes.");

    private Upload Scoped(Upload upload, HttpRequest request) =>
        access.IdentityOf(upload.Digest, request) is var identity && identity == upload.Digest ? upload : upload with { Identity = identity };

    private async Task<CaptionOutcome> AskAsync(HttpContext http, Upload upload, ServedModel model, CaptionKey key)
    {
        using var deadline = deadlines.Start(http);
        return await deadline.KeepAsync(upload.HasImage
            ? captions.CaptionAsync(upload, model, key, deadline.Token)
            : FindAsync(upload, key, deadline.Token));
    }

    private async ValueTask<CaptionOutcome> FindAsync(Upload upload, CaptionKey key, CancellationToken cancellationToken) =>
        await captions.FindAsync(upload, key, cancellationToken)
            ?? throw NeverSeen();

    private static bool IsUnchanged(HttpRequest request, string etag)
    {
        if (request.Headers.IfNoneMatch.Count == 0) return false;
        var ours = EntityTagHeaderValue.Parse(etag);
        return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var theirs)
            && theirs.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(ours, useStrongComparison: false));
    }
}
