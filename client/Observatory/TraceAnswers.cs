using System.Globalization;
using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Observatory;

internal sealed record TracesAnswer(IReadOnlyList<TraceSummary> Traces);

/// <summary>A request that this front answered.</summary>
/// <param name="Name">Its method and route.</param>
/// <param name="Status">As it was answered.</param>
/// <param name="Digest">Of the picture; absent where none was read.</param>
/// <param name="Source">computed, coalesced or hit; absent where there was no caption.</param>
internal sealed record TraceSummary(
    string Id, string Name, DateTimeOffset StartedAt, double Milliseconds, int Status, bool Failed, string? Digest, string? Source)
{
    public static TraceSummary Of(TraceSpan root) => new(
        root.TraceId,
        root.Name,
        root.StartedAt,
        Rounded(root.Seconds),
        int.Parse(root.Attributes.GetValueOrDefault("http.response.status_code", "0"), CultureInfo.InvariantCulture),
        root.Failed,
        root.Attributes.GetValueOrDefault("caption.digest"),
        root.Attributes.GetValueOrDefault("caption.source"));

    public static double Rounded(double seconds) => Math.Round(1000 * seconds, 3);
}

/// <summary>All that is kept of a request, on every host.</summary>
/// <param name="Silent">Silos that did not say what they know.</param>
internal sealed record TraceAnswer(
    string Id, IReadOnlyList<SpanAnswer> Spans, IReadOnlyList<BatchAnswer> Batches, IReadOnlyList<string> Silent);

/// <param name="Host">The front, or the silo's name.</param>
/// <param name="Parent">The span that it is part of; absent for the first.</param>
/// <param name="StartMs">After the first span's start. Hosts' clocks differ.</param>
internal sealed record SpanAnswer(
    string Host,
    string Id,
    string? Parent,
    string Name,
    double StartMs,
    double Milliseconds,
    bool Failed,
    IReadOnlyDictionary<string, string> Attributes);

/// <summary>A batch that the request was in.</summary>
/// <param name="Reason">Why it was released then: full, delay, idle or drain.</param>
/// <param name="Requests">The traces of all the requests in it, this one's too.</param>
internal sealed record BatchAnswer(
    string Host, string Stage, int Size, string Reason, double StartMs, double Milliseconds, IReadOnlyList<string> Requests);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TracesAnswer))]
[JsonSerializable(typeof(TraceAnswer))]
internal sealed partial class TraceJson : JsonSerializerContext;
