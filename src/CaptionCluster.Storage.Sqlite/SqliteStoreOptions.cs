using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Storage.Sqlite;

/// <summary>Where the embedded store lies and how much it takes on at once.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// Where the files lie; made when absent. A local disk: SQLite's write-ahead log does not work over a network file system.
    /// </summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>The file of captions.</summary>
    [Required, RegularExpression(@"[^/\\]+", ErrorMessage = "FileName is a name, not a path; the path is Folder.")]
    public string FileName { get; set; } = "captions.db";

    /// <summary>
    /// Jobs, their pictures and outcomes lie in a file of their own, so that neither store waits for the other's commits.
    /// </summary>
    [Required, RegularExpression(@"[^/\\]+", ErrorMessage = "JobsFileName is a name, not a path; the path is Folder.")]
    public string JobsFileName { get; set; } = "jobs.db";

    /// <summary>The keys that were made while the service ran, in a file of their own as both others may be moved away.</summary>
    [Required, RegularExpression(@"[^/\\]+", ErrorMessage = "KeysFileName is a name, not a path; the path is Folder.")]
    public string KeysFileName { get; set; } = "keys.db";

    /// <summary>The most writes one commit takes.</summary>
    [Range(1, 10_000)]
    public int MaxGroupSize { get; set; } = 256;

    /// <summary>The most writes that wait in memory; later callers wait outside.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueueDepth { get; set; } = 4096;

    /// <summary>How many reads run at the same time, each on a connection of its own.</summary>
    [Range(1, 64)]
    public int MaxReaders { get; set; } = 4;

    /// <summary>How long a write waits for another process that holds the file, before it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The size in bytes the file of captions may grow to; null for as large as the disk allows.</summary>
    [Range(1 << 16, long.MaxValue)]
    public long? MaxFileBytes { get; set; }

    /// <summary>The size in bytes the file of jobs may grow to; null for as large as the disk allows.</summary>
    [Range(1 << 17, long.MaxValue)]
    public long? MaxJobsFileBytes { get; set; }
}
