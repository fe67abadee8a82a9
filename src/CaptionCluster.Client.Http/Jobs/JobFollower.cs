using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace CaptionCluster.Client.Http;

/// <summary>A job's events to the last, whatever becomes of the connections that bring them.</summary>
internal sealed class JobFollower(Sender sender, string path)
{
    public async IAsyncEnumerable<JobEvent> FollowAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            if (failures > 0) await sender.Retries.PauseAsync(sender.Retries.PauseAfter(null, failures), cancellationToken);
            using var response = await sender.OpenAsync(CallAfter(after), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NoContent) yield break;
            await using var events = EventStream.ReadAsync(response, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(events, failures) is { } sent)
            {
                if (Parse(sent) is not { } read) continue;
                (failures, after) = (0, read.EventId);
                yield return read;
                if (read is JobEnded) yield break;
            }
        }
    }

    /// <summary>Null when the stream came to an end before the job: it may go on in another one.</summary>
    private async Task<SseItem<byte[]>?> NextAsync(IAsyncEnumerator<SseItem<byte[]>> events, int failures)
    {
        var isLast = failures + 1 >= sender.Options.MaxAttempts;
        try
        {
            if (await events.MoveNextAsync()) return events.Current;
        }
        catch (CaptionConnectionException) when (!isLast)
        {
            return null;
        }

        return isLast ? throw new CaptionConnectionException("The events ended before the job, more than once.") : null;
    }

    private static JobEvent? Parse(SseItem<byte[]> sent)
    {
        switch (sent.EventType)
        {
            case "item":
                var item = Sender.Parse(sent.Data, ClientJson.Default.ItemData);
                return new JobItemDecided(sent.EventId ?? "", item.Decided, item.Items, item.Item);
            case "end":
                var end = Sender.Parse(sent.Data, ClientJson.Default.EndData);
                return new JobEnded(sent.EventId ?? "", end.State, end.Counts);
            default:
                return null;
        }
    }

    private Call CallAfter(string? after) =>
        Call.Get(path) with
        {
            Accept = EventStream.MediaType,
            Headers = after is null ? [] : [("Last-Event-ID", after)],
        };
}
