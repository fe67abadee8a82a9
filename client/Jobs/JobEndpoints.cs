using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Jobs;

/// <summary>HTTP to jobs and back.</summary>
internal sealed class JobEndpoints(
    ManyReader many,
    JobRequests requests,
    JobIntake intake,
    JobBook book,
    IJobStore store,
    ImageReader images,
    ItemWriter items,
    TimeProvider time)
{
    private const int MostJobs = 200;
    private const int MostResults = 1000;

    /// <summary>POST /v1/jobs</summary>
    public async Task PostAsync(HttpContext http)
    {
        var upload = await many.OpenAsync(http.Request, http.RequestAborted);
        await AcceptAsync(http, requests.Read(http.Request, upload.Options), upload.Items);
    }

    /// <summary>POST /v1/captions with <c>Prefer: respond-async</c>: a job of one picture, whose header at least must be good.</summary>
    public async Task PostOneAsync(HttpContext http, Upload upload)
    {
        AccessPolicy.Demand(http.Request, KeyScopes.Jobs);
        var request = requests.Read(http.Request, upload.Options);
        if (upload.Picture.Bytes is { } bytes) images.Identify(bytes.Span);
        http.Response.Headers["Preference-Applied"] = "respond-async";
        await AcceptAsync(http, request, One(upload));
    }

    /// <summary>GET /v1/jobs</summary>
    public async Task ListAsync(HttpContext http, string? state, string? before, int? max)
    {
        JobId? cursor =
            before is null ? null
            : JobId.TryParse(before, out var id) ? id
            : throw new InvalidOptionException("before", "'before' must be a job's id.");
        var count = Within(max ?? 50, 1, MostJobs);
        var jobs = await store.ListAsync(
            new JobQuery(AccessPolicy.TenantOf(http.Request), JobAnswers.Parse(state), cursor, count),
            http.RequestAborted
        );
        var answer = new JobListAnswer([.. jobs.Select(job => JobAnswers.Of(job))], jobs.Count == count ? jobs[^1].Id.ToString() : null);
        await http.Response.WriteAsJsonAsync(answer, JobJson.Default.JobListAnswer, "application/json", http.RequestAborted);
    }

    /// <summary>GET /v1/jobs/{id}</summary>
    public async Task GetAsync(HttpContext http, string id, long? after, int? max)
    {
        var job = await book.GetAsync(AccessPolicy.TenantOf(http.Request), id, http.RequestAborted);
        var latest = await store.ReadEventsAsync(
            job.Id,
            Math.Max(0, job.Decided - JobEstimate.Window),
            JobEstimate.Window,
            http.RequestAborted
        );
        var count = Within(max ?? 100, 0, MostResults);
        var events = count == 0 ? [] : await store.ReadEventsAsync(job.Id, after ?? 0, count, http.RequestAborted);
        var results = events.Where(entry => entry.Outcome is not null).ToList();
        var answer = JobAnswers.Of(job, JobEstimate.Remaining(job, latest, time.GetUtcNow())) with
        {
            Results = count == 0 ? null : [.. results.Select(entry => items.Of(entry.Outcome!))],
            Next = results.Count > 0 && results[^1].Sequence < job.Items ? results[^1].Sequence : null,
        };
        await http.Response.WriteAsJsonAsync(answer, JobJson.Default.JobAnswer, "application/json", http.RequestAborted);
    }

    /// <summary>DELETE /v1/jobs/{id}</summary>
    public async Task DeleteAsync(HttpContext http, string id)
    {
        if (await book.RemoveAsync(AccessPolicy.TenantOf(http.Request), id, http.RequestAborted) is not { } cancelled)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await http.Response.WriteAsJsonAsync(JobAnswers.Of(cancelled), JobJson.Default.JobAnswer, "application/json", http.RequestAborted);
    }

    private async Task AcceptAsync(HttpContext http, JobRequest request, IAsyncEnumerable<ManyItem> items)
    {
        var job = await intake.TakeAsync(request, items, http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.Headers.Location = JobAnswers.AddressOf(job.Id);
        await http.Response.WriteAsJsonAsync(JobAnswers.Of(job), JobJson.Default.JobAnswer, "application/json", http.RequestAborted);
    }

    private static async IAsyncEnumerable<ManyItem> One(Upload upload)
    {
        await Task.CompletedTask;
        yield return new ManyItem(0, null, upload.Picture);
    }

    private static int Within(int value, int min, int max) =>
        value >= min && value <= max
            ? value
            : throw new InvalidOptionException("max", $"'max' must be from {min} to {max}; it is {value}.");
}
