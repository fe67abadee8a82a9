using CaptionCluster.Client.Access;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Client.Transport;

namespace CaptionCluster.Client.Jobs;

/// <summary>GET /v1/jobs/{id}/results: all outcomes so far, streamed in pages from the store.</summary>
internal sealed class JobResults(JobBook book, IJobStore store, ItemWriter items, AltTextStyles styles)
{
    private const int PageSize = 256;

    public async Task GetAsync(HttpContext http, string id, string? format)
    {
        var writer = Choose(format, http.Request.Headers.Accept);
        var style = styles.Of(AltTextChoice.From(name => http.Request.Query[name]));
        var job = await book.GetAsync(AccessPolicy.TenantOf(http.Request), id, http.RequestAborted);
        http.Response.ContentType = writer.ContentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"job-{job.Id}.{writer.Extension}\"";
        if (http.IsHead()) return;
        await http.Response.Body.WriteAsync(writer.Mark, http.RequestAborted);
        await http.Response.Body.WriteAsync(writer.Header, http.RequestAborted);
        for (long after = 0; ;)
        {
            var page = await store.ReadEventsAsync(job.Id, after, PageSize, http.RequestAborted);
            foreach (var entry in page)
            {
                if (entry.Outcome is { } outcome)
                {
                    await http.Response.Body.WriteAsync(writer.Write(items.Of(outcome, style)), http.RequestAborted);
                }
            }

            if (page.Count < PageSize) return;
            after = page[^1].Sequence;
        }
    }

    /// <summary>The query's word before the header's.</summary>
    private static ResultWriter Choose(string? format, string? accept) => format switch
    {
        "csv" => ResultWriter.Csv,
        "ndjson" => ResultWriter.Lines,
        null => accept?.Contains("text/csv", StringComparison.OrdinalIgnoreCase) == true ? ResultWriter.Csv : ResultWriter.Lines,
        _ => throw new InvalidOptionException("format", "'format' must be ndjson or csv."),
    };
}
