using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Client.Streaming;
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
    AltTextStyles styles,
    AccessPolicy access,
    IHostApplicationLifetime host,
    IOptions<JobOptions> options,
    TimeProvider time
)
{
    private const int PageSize = 100;

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
        var stream = new EventStream(http.Response);
        stream.Begin();
        if (http.IsHead()) return;
        try
        {
            stream.WriteRetry(TimeSpan.FromSeconds(1));
            await stream.FlushAsync(leaving.Token);
            await StreamAsync(http.Request, stream, job, after, leaving.Token);
        }
        catch (OperationCanceledException)
            when (host.ApplicationStopping.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            // The client comes back to another process, or to this one once it is up again.
        }
    }

    private async Task StreamAsync(HttpRequest request, EventStream stream, Job job, long after, CancellationToken cancellationToken)
    {
        var silentSince = time.GetTimestamp();
        while (true)
        {
            if (!access.IsStillLetIn(request)) return; // Whoever comes back is refused.
            var progressed = signals.Progressed.Next;
            var events = await store.ReadEventsAsync(job.Id, after, PageSize, cancellationToken);
            foreach (var entry in events)
            {
                await WriteAsync(stream, job, entry, cancellationToken);
                after = entry.Sequence;
                if (entry.Ended is null) continue;
                await stream.FlushAsync(cancellationToken);
                return;
            }

            if (events.Count == 0 && time.GetElapsedTime(silentSince) >= EventStream.Heartbeat)
            {
                if (await store.GetAsync(job.Id, cancellationToken) is null) return; // Deleted meanwhile.
                stream.WriteHeartbeat();
            }
            else if (events.Count == 0)
            {
                await Signal.WaitAsync(progressed, options.Value.PollInterval, time, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                continue;
            }

            await stream.FlushAsync(cancellationToken);
            silentSince = time.GetTimestamp();
        }
    }

    private async Task WriteAsync(EventStream stream, Job job, JobEvent entry, CancellationToken cancellationToken)
    {
        if (entry.Outcome is { } outcome)
        {
            Write(
                "item",
                new ItemEventAnswer((int)entry.Sequence, job.Items, items.Of(outcome, styles.Usual)),
                JobJson.Default.ItemEventAnswer
            );
            return;
        }

        var ended = await store.GetAsync(job.Id, cancellationToken) ?? job;
        Write("end", new EndEventAnswer(JobAnswers.NameOf(entry.Ended!.Value), JobAnswers.Counts(ended)), JobJson.Default.EndEventAnswer);

        void Write<T>(string name, T data, JsonTypeInfo<T> type) =>
            stream.Write(name, JsonSerializer.SerializeToUtf8Bytes(data, type), entry.Sequence);
    }

    private static long LastSeen(HttpRequest request)
    {
        string? text = request.Headers["Last-Event-ID"];
        if (string.IsNullOrEmpty(text)) return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new InvalidOptionException("Last-Event-ID", "'Last-Event-ID' must be the id of an event.");
    }
}
