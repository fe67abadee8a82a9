using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Client.Transport;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs;

/// <summary>
/// GET /v1/jobs/{id}/events: server-sent events (WHATWG HTML, 9.2). An event's id is its place in the job's log, so a client that comes
/// back with <c>Last-Event-ID</c> goes on where it was, whichever process it reaches.
/// </summary>
internal sealed class JobEvents(
    JobBook book,
    IJobStore store,
    JobSignals signals,
    ItemWriter items,
    AccessPolicy access,
    IHostApplicationLifetime host,
    IOptions<JobOptions> options,
    TimeProvider time
)
{
    private const int PageSize = 100;

    /// <summary>Proxies close what says nothing for a minute.</summary>
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    public async Task FollowAsync(HttpContext http, string id)
    {
        var job = await book.GetAsync(AccessPolicy.TenantOf(http.Request), id, http.RequestAborted);
        var after = LastSeen(http.Request);
        if (job.State != JobState.Open && after > job.Decided)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent; // Tells an EventSource not to come back.
            return;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (http.IsHead()) return;
        try
        {
            await http.Response.WriteAsync("retry: 1000\n\n", leaving.Token);
            await http.Response.Body.FlushAsync(leaving.Token);
            await StreamAsync(http.Response, job, after, leaving.Token);
        }
        catch (OperationCanceledException)
            when (host.ApplicationStopping.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            // The client comes back to another process, or to this one once it is up again.
        }
    }

    private async Task StreamAsync(HttpResponse response, Job job, long after, CancellationToken cancellationToken)
    {
        var silentSince = time.GetTimestamp();
        while (true)
        {
            if (!access.IsStillLetIn(response.HttpContext.Request)) return; // Whoever comes back is refused.
            var progressed = signals.Progressed.Next;
            var events = await store.ReadEventsAsync(job.Id, after, PageSize, cancellationToken);
            foreach (var entry in events)
            {
                await response.WriteAsync(await FormatAsync(job, entry, cancellationToken), cancellationToken);
                after = entry.Sequence;
                if (entry.Ended is not null) return;
            }

            if (events.Count == 0 && time.GetElapsedTime(silentSince) >= s_heartbeat)
            {
                if (await store.GetAsync(job.Id, cancellationToken) is null) return; // Deleted meanwhile.
                await response.WriteAsync(": still here\n\n", cancellationToken);
            }
            else if (events.Count == 0)
            {
                await Signal.WaitAsync(progressed, options.Value.PollInterval, time, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                continue;
            }

            await response.Body.FlushAsync(cancellationToken);
            silentSince = time.GetTimestamp();
        }
    }

    private async Task<string> FormatAsync(Job job, JobEvent entry, CancellationToken cancellationToken)
    {
        if (entry.Outcome is { } outcome)
        {
            return Format(
                entry,
                "item",
                new ItemEventAnswer((int)entry.Sequence, job.Items, items.Of(outcome)),
                JobJson.Default.ItemEventAnswer
            );
        }

        var ended = await store.GetAsync(job.Id, cancellationToken) ?? job;
        return Format(
            entry,
            "end",
            new EndEventAnswer(JobAnswers.NameOf(entry.Ended!.Value), JobAnswers.Counts(ended)),
            JobJson.Default.EndEventAnswer
        );
    }

    private static string Format<T>(JobEvent entry, string name, T data, JsonTypeInfo<T> type) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {name}\ndata: ")
        .Append(JsonSerializer.Serialize(data, type))
        .Append("\n\n")
        .ToString();

    private static long LastSeen(HttpRequest request)
    {
        string? text = request.Headers["Last-Event-ID"];
        if (string.IsNullOrEmpty(text)) return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new InvalidOptionException("Last-Event-ID", "'Last-Event-ID' must be the id of an event.");
    }
}
