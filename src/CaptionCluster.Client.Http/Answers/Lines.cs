using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Client.Http;

/// <summary>JSON lines of an answer, as they come.</summary>
internal static class Lines
{
    public const string MediaType = "application/x-ndjson";

    /// <exception cref="CaptionConnectionException">The connection was lost on the way.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await Lost.AsyncOf(() => reader.ReadLineAsync(cancellationToken).AsTask(), cancellationToken) is { } line)
        {
            if (line.Length > 0) yield return Sender.Parse(Encoding.UTF8.GetBytes(line), type);
        }
    }
}
