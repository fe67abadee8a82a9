using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Jobs;
using CaptionCluster.Storage.Sqlite.Keys;

namespace CaptionCluster.Storage.Sqlite.Opening;

/// <summary>One of the store's files: where it lies, what is in it, and how safe a commit is.</summary>
/// <param name="Kind">What is in it.</param>
/// <param name="Name">What sentences call it.</param>
/// <param name="Pragmas">Set on every writing connection before the schema.</param>
/// <param name="WhenLost">What follows when the file is moved away.</param>
internal sealed record SqliteFile(
    string Kind, string Name, string Path, IReadOnlyList<string> Migrations, string Pragmas, string WhenLost, long? MaxBytes)
{
    /// <summary>A caption can be computed again: a power cut may take the last commits, and no commit pays for a sync.</summary>
    public static SqliteFile Captions(SqliteStoreOptions options) =>
        new(
            "captions",
            "caption store",
            In(options.Folder, options.FileName),
            CaptionMigrations.All,
            "PRAGMA synchronous = NORMAL;",
            "captions are computed again",
            options.MaxFileBytes
        );

    /// <summary>What was accepted was promised: every commit is on the disk. Pictures come and go, so free pages are given back.</summary>
    public static SqliteFile Jobs(SqliteStoreOptions options) =>
        new(
            "jobs",
            "job store",
            In(options.Folder, options.JobsFileName),
            JobMigrations.All,
            "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA synchronous = FULL;",
            "its jobs are lost",
            options.MaxJobsFileBytes
        );

    /// <summary>Few, small, and nobody can make the same again: every commit is on the disk.</summary>
    public static SqliteFile Keys(SqliteStoreOptions options) =>
        new(
            "keys",
            "key store",
            In(options.Folder, options.KeysFileName),
            KeyMigrations.All,
            "PRAGMA synchronous = FULL;",
            "its keys open nothing any more",
            MaxBytes: null
        );

    private static string In(string folder, string name) => System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
}
