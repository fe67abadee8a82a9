namespace CaptionCluster;

/// <summary>What a host did during a few seconds, and how much waited at their end.</summary>
[GenerateSerializer, Immutable]
public readonly record struct HostLoad
{
    /// <summary>The end of the time that is counted.</summary>
    [Id(0)] public DateTimeOffset At { get; init; }

    /// <summary>How long it is.</summary>
    [Id(1)] public double Seconds { get; init; }

    /// <summary>Of all its processors together.</summary>
    [Id(2)] public double ProcessorSeconds { get; init; }

    [Id(3)] public long MemoryBytes { get; init; }

    [Id(4)] public HostCounts Counts { get; init; }

    /// <summary>Pictures that wait for a stage of a model.</summary>
    [Id(5)] public long QueueDepth { get; init; }

    /// <summary>The same as work: how long the device has to do with it.</summary>
    [Id(6)] public double QueueSeconds { get; init; }
}

/// <summary>What happened, as the metrics count it.</summary>
[GenerateSerializer, Immutable]
public readonly record struct HostCounts
{
    /// <summary>Captions that were inferred for whoever asked.</summary>
    [Id(0)] public long Computed { get; init; }

    [Id(1)] public long Coalesced { get; init; }

    [Id(2)] public long Hits { get; init; }

    /// <summary>Requests whose failure was the service's: failed, too late, or something was away.</summary>
    [Id(3)] public long Failed { get; init; }

    /// <summary>Requests told to come back later.</summary>
    [Id(4)] public long Overloaded { get; init; }

    /// <summary>Inference that hits and coalescing avoided.</summary>
    [Id(5)] public double SavedSeconds { get; init; }

    /// <summary>Pictures given to a model.</summary>
    [Id(6)] public long Inferences { get; init; }

    /// <summary>Batches of the encoder.</summary>
    [Id(7)] public long Batches { get; init; }

    /// <summary>Pictures in them.</summary>
    [Id(8)] public long BatchEntries { get; init; }

    public static HostCounts operator +(HostCounts left, HostCounts right) => Add(left, right);

    public static HostCounts Add(HostCounts left, HostCounts right) => new()
    {
        Computed = left.Computed + right.Computed,
        Coalesced = left.Coalesced + right.Coalesced,
        Hits = left.Hits + right.Hits,
        Failed = left.Failed + right.Failed,
        Overloaded = left.Overloaded + right.Overloaded,
        SavedSeconds = left.SavedSeconds + right.SavedSeconds,
        Inferences = left.Inferences + right.Inferences,
        Batches = left.Batches + right.Batches,
        BatchEntries = left.BatchEntries + right.BatchEntries,
    };
}
