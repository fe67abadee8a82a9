using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace CaptionCluster.Client.Http;

/// <summary>Server-sent events of an answer, each with its data as bytes.</summary>
internal static class EventStream
{
    public const string MediaType = "text/event-stream";

    /// <exception cref="CaptionConnectionException">The connection was lost on the way.</exception>
    public static async IAsyncEnumerable<SseItem<byte[]>> ReadAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser
            .Create(body, (_, data) => data.ToArray())
            .EnumerateAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await Lost.AsyncOf(() => events.MoveNextAsync().AsTask(), cancellationToken)) yield return events.Current;
    }
}
