namespace CaptionCluster;

/// <summary>What a silo says of itself.</summary>
[GenerateSerializer, Immutable]
public sealed record SiloReport
{
    /// <summary>Of the program.</summary>
    [Id(0)] public required string Version { get; init; }

    [Id(1)] public required IReadOnlyList<string> Roles { get; init; }

    [Id(2)] public required IReadOnlyList<ModelId> Models { get; init; }

    /// <summary>Entries a batch of the encoder may have; 0 where nothing is inferred.</summary>
    [Id(3)] public required int MaxBatchSize { get; init; }

    /// <summary>As of this moment, counted since the last of the history.</summary>
    [Id(4)] public required HostLoad Now { get; init; }

    /// <summary>The last quarter of an hour, oldest first.</summary>
    [Id(5)] public required IReadOnlyList<HostLoad> History { get; init; }
}

/// <summary>Says how a silo is; keyed by that silo's address.</summary>
public interface ISiloReportGrain : IGrainWithStringKey
{
    Task<SiloReport> ReportAsync();
}

/// <summary>What this process did lately.</summary>
public interface IHostLoads
{
    HostLoad Now { get; }

    /// <summary>The last quarter of an hour, oldest first.</summary>
    IReadOnlyList<HostLoad> History { get; }
}
