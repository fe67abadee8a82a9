using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Opening;

/// <summary>
/// Brings a file to the schema this program knows. The file's version is its <c>user_version</c>: how many migrations it has seen.
/// </summary>
internal sealed class SchemaUpgrade(SqliteConnection connection, SqliteFile file)
{
    public void Run()
    {
        if (Version() == file.Migrations.Count) return;

        using var transaction = connection.BeginTransaction(); // Two processes may come here at once: the second finds the work done.
        var version = Version();
        if (version > file.Migrations.Count) throw TooNew(version);
        if (version == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") > 0) throw Foreign();

        foreach (var migration in file.Migrations.Skip(version)) connection.Run(migration);
        connection.Run($"PRAGMA user_version = {file.Migrations.Count}");
        transaction.Commit();
    }

    private int Version() => (int)connection.Scalar("PRAGMA user_version");

    private StoreUnavailableException TooNew(int version) => new(
        $"The {file.Name} {file.Path} has schema version {version}, this program knows up to {file.Migrations.Count}. "
        + "Start the newer program that wrote it, or choose another folder.") { Path = file.Path };

    private StoreUnavailableException Foreign() => new(
        $"{file.Path} is another program's database. Choose another folder or file name for the {file.Name}.") { Path = file.Path };
}
