using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace CaptionCluster.Client.Http;

/// <summary>Server-sent events of an answer, each with its data as bytes.</summary>
internal static class EventStream
{
    public const string MediaType = "text/event-stream";

    /// <exception cref="CaptionConnectionException">The connection was lost on the way; with <paramref name="whyNotAgain"/>.</exception>
    public static async IAsyncEnumerable<SseItem<byte[]>> ReadAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken, string? whyNotAgain = null)
    {
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser
            .Create(body, (_, data) => data.ToArray())
            .EnumerateAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync()) yield return events.Current;

        async Task<bool> NextAsync()
        {
            try
            {
                return await Lost.AsyncOf(() => events.MoveNextAsync().AsTask(), cancellationToken);
            }
            catch (CaptionConnectionException error)
            {
                error.WhyNotAgain = whyNotAgain;
                throw;
            }
        }
    }
}
