namespace CaptionCluster;

/// <summary>A span, as the host that made it kept it.</summary>
[GenerateSerializer, Immutable]
public sealed record TraceSpan
{
    [Id(0)] public required string TraceId { get; init; }

    [Id(1)] public required string SpanId { get; init; }

    /// <summary>Null for the first of a trace.</summary>
    [Id(2)] public string? ParentId { get; init; }

    [Id(3)] public required string Name { get; init; }

    [Id(4)] public required DateTimeOffset StartedAt { get; init; }

    [Id(5)] public required double Seconds { get; init; }

    [Id(6)] public bool Failed { get; init; }

    [Id(7)] public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Traces of the spans that it is linked to.</summary>
    [Id(8)] public required IReadOnlyList<string> LinkedTraces { get; init; }
}

/// <summary>Which of the requests that are kept.</summary>
public enum TraceKind
{
    Recent,
    Slowest,
    Failed,
}

/// <summary>The traces that this process keeps.</summary>
public interface ITraceBook
{
    /// <summary>The spans by which requests came in, the latest or slowest first.</summary>
    IReadOnlyList<TraceSpan> List(TraceKind kind, int most);

    /// <summary>What this process did for a trace, with the batches it was in.</summary>
    IReadOnlyList<TraceSpan> Find(string traceId);
}

/// <summary>Tells of the traces that its silo keeps; keyed by that silo's address.</summary>
public interface ITracesGrain : IGrainWithStringKey
{
    Task<IReadOnlyList<TraceSpan>> FindAsync(string traceId);
}
