using System.Text.Json;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Corrections;

/// <summary>What people write in the place of captions: HTTP to <see cref="CaptionService"/> and back.</summary>
internal sealed class CorrectionEndpoints(
    ModelCatalog models, CaptionService captions, AccessPolicy access, AnswerWriter answers, ICaptionStore store, TimeProvider time)
{
    private const int PageSize = 500;

    private static readonly ReadOnlyMemory<byte> s_lineEnd = "\n"u8.ToArray();

    /// <summary>PUT /v1/captions/{sha256}/correction</summary>
    public async Task PutAsync(HttpContext http, string sha256)
    {
        var start = time.GetTimestamp();
        var (picture, key, options) = Read(http, sha256);
        using (picture)
        {
            var draft = await JsonBody.ReadAsync(http, CorrectionJson.Default.CorrectionDraft, "no correction");
            var outcome = await captions.CorrectAsync(picture, key, draft.Check(), http.RequestAborted);
            await answers.WriteAsync(http.Response, outcome, options, new RequestTiming(null, time.GetElapsedTime(start)));
        }
    }

    /// <summary>DELETE /v1/captions/{sha256}/correction</summary>
    public async Task DeleteAsync(HttpContext http, string sha256)
    {
        var (picture, key, _) = Read(http, sha256);
        using (picture)
        {
            if (!await captions.WithdrawCorrectionAsync(picture.Identity, key.Model.Revision, http.RequestAborted))
            {
                throw new RequestRefusedException(404, "no-correction", "Nobody corrected the caption of this picture by this model.");
            }
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>GET /v1/corrections</summary>
    public async Task ListAsync(HttpContext http)
    {
        var leaving = http.RequestAborted;
        StoredCorrection? last = null;
        do
        {
            var page = await store.ListCorrectionsAsync(last, PageSize, leaving); // The first before a status is out.
            http.Response.ContentType = "application/x-ndjson";
            http.Response.Headers.CacheControl = "no-store";
            foreach (var stored in page)
            {
                var line = JsonSerializer.SerializeToUtf8Bytes(CorrectionLine.Of(stored.Correction), CorrectionJson.Default.CorrectionLine);
                await http.Response.BodyWriter.WriteAsync(line, leaving);
                await http.Response.BodyWriter.WriteAsync(s_lineEnd, leaving);
            }

            last = page.Count == PageSize ? page[^1] : null;
        }
        while (last is not null);
    }

    private (Picture Picture, CaptionKey Key, RequestOptions Options) Read(HttpContext http, string sha256)
    {
        var digest = Digests.Parse(sha256, 400);
        var options = RequestOptions.From(OptionText.FromQuery(http.Request.Query));
        var key = models.Find(options.Model).KeyFor(options);
        return (new Picture(digest, access.IdentityOf(digest, http.Request), bytes: null), key, options);
    }
}
