using System.ComponentModel.DataAnnotations;
using CaptionCluster.MongoDB;

namespace CaptionCluster.Storage.MongoDB;

/// <summary>Where captions are kept in MongoDB, for how long, and how much is written at once.</summary>
public sealed class MongoDBCaptionStoreOptions : MongoDBConnectionOptions
{
    [Required, RegularExpression("[^$]{1,120}", ErrorMessage = "Captions is no name for a MongoDB collection.")]
    public string Captions { get; set; } = "captions";

    /// <summary>What people wrote in the place of captions. It is kept for ever.</summary>
    [Required, RegularExpression("[^$]{1,120}", ErrorMessage = "Corrections is no name for a MongoDB collection.")]
    public string Corrections { get; set; } = "corrections";

    /// <summary>
    /// How long a caption is kept after it was made; null for ever. The server deletes what is older once a minute; it is not read before
    /// that either. A change holds for captions written from then on.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>The most captions one call to the server writes.</summary>
    [Range(1, 10_000)]
    public int MaxBatchSize { get; set; } = 256;

    /// <summary>The most captions that wait in memory to be written; later callers wait outside.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueueDepth { get; set; } = 4096;
}
