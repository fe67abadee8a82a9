using System.ComponentModel.DataAnnotations;
using CaptionCluster.PostgreSQL;

namespace CaptionCluster.Storage.PostgreSQL;

/// <summary>Where captions and jobs are kept in PostgreSQL, and how much is written at once.</summary>
public sealed class PostgreSQLStoreOptions : PostgreSQLConnectionOptions
{
    /// <summary>The most captions one transaction writes.</summary>
    [Range(1, 10_000)]
    public int MaxBatchSize { get; set; } = 256;

    /// <summary>The most captions that wait in memory to be written; later callers wait outside.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueueDepth { get; set; } = 4096;
}
