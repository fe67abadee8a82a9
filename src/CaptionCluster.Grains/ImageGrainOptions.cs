using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Grains;

/// <summary>How image grains treat those who wait, and the store behind them.</summary>
public sealed class ImageGrainOptions
{
    /// <summary>How long the holder of a ticket may take to bring pixels before the next one is asked.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer waits for the store before it goes out as not stored.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After a time-out, how long the store is left alone, so that one hanging call does not slow every request.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan StorePause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a caption holds after it was made; null for ever. Afterwards the picture is captioned anew.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>Idle image grains leave memory after this time.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "7.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(10);
}
