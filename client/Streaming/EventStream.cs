using System.Buffers;
using System.Text;

namespace CaptionCluster.Client.Streaming;

/// <summary>
/// Server-sent events (WHATWG HTML, 9.2) on a response. It begins with the first of them: until then the answer can still be another one.
/// </summary>
internal sealed class EventStream(HttpResponse response)
{
    public const string ContentType = "text/event-stream";

    /// <summary>How long a stream may say nothing: proxies close what is silent for a minute.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public bool HasBegun { get; private set; }

    /// <summary>Whether a client that could have the answer at once would rather have events.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0) return false;
        var accepted = request.GetTypedHeaders().Accept;
        return QualityOf(ContentType) is > 0 and var quality && quality >= QualityOf("application/json");

        double QualityOf(string type) =>
            accepted.FirstOrDefault(entry => entry.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } entry
                ? entry.Quality ?? 1
                : 0;
    }

    public void Begin()
    {
        if (HasBegun) return;
        HasBegun = true;
        UnbufferedResponse.Describe(response, ContentType);
    }

    /// <summary>Adds an event; it goes out with the next flush.</summary>
    /// <param name="data">JSON on one line.</param>
    public void Write(string name, ReadOnlySpan<byte> data, long? id = null)
    {
        Begin();
        WriteText(id is { } place ? $"id: {place}\nevent: {name}\ndata: " : $"event: {name}\ndata: ");
        response.BodyWriter.Write(data);
        WriteText("\n\n");
    }

    /// <summary>Adds an event without a name.</summary>
    /// <param name="data">On one line.</param>
    public void Write(string data)
    {
        Begin();
        WriteText($"data: {data}\n\n");
    }

    /// <summary>How long a client that lost the stream waits before it comes back.</summary>
    public void WriteRetry(TimeSpan pause)
    {
        Begin();
        WriteText($"retry: {(long)pause.TotalMilliseconds}\n\n");
    }

    /// <summary>A comment, which clients pass over.</summary>
    public void WriteHeartbeat()
    {
        Begin();
        WriteText(": still here\n\n");
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await response.BodyWriter.FlushAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void WriteText(string text) => Encoding.UTF8.GetBytes(text, response.BodyWriter);
}
