namespace CaptionCluster.Testing.Telemetry;

/// <summary>A span as a collector gets it.</summary>
/// <param name="Process">The <c>service.instance.id</c> of who sent it.</param>
/// <param name="Parent">The id of its parent; empty where it has none.</param>
/// <param name="Links">The ids of the spans that it is linked to, each after its trace's.</param>
public sealed record OtlpSpan(
    string Process, string Service, string Name, string Trace, string Id, string Parent, IReadOnlyList<(string Trace, string Id)> Links,
    IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The spans of an export (opentelemetry/proto/trace/v1/trace.proto).</summary>
    public static IEnumerable<OtlpSpan> Of(OtlpRequest export) =>
        from resourceSpans in new ProtobufReader(export.Body).Messages(1)
        let resource = AttributesOf(resourceSpans.Messages(1).Single(), 1)
        from scopeSpans in resourceSpans.Messages(2)
        from span in scopeSpans.Messages(2)
        select new OtlpSpan(
            resource["service.instance.id"], resource["service.name"], span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4),
            [.. span.Messages(13).Select(link => (link.Hex(1), link.Hex(2)))], AttributesOf(span, 9));

    /// <summary>Texts as they are; other kinds are empty.</summary>
    private static Dictionary<string, string> AttributesOf(ProtobufReader message, int number) =>
        message.Messages(number).GroupBy(pair => pair.Text(1))
            .ToDictionary(pairs => pairs.Key, pairs => pairs.First().Messages(2).Single().Text(1));
}
