using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Schema;

/// <summary>Brings a file to the schema this program knows. The file's version is its <c>user_version</c>: how many migrations it has seen.</summary>
internal sealed class SchemaUpgrade(SqliteConnection connection, string path)
{
    public void Run()
    {
        if (Version() == Migrations.All.Count) return;

        using var transaction = connection.BeginTransaction(); // Two processes may come here at once: the second finds the work done.
        var version = Version();
        if (version > Migrations.All.Count) throw TooNew(version);
        if (version == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") > 0) throw Foreign();

        foreach (var migration in Migrations.All.Skip(version)) connection.Run(migration);
        connection.Run($"PRAGMA user_version = {Migrations.All.Count}");
        transaction.Commit();
    }

    private int Version() => (int)connection.Scalar("PRAGMA user_version");

    private StoreUnavailableException TooNew(int version) => new(
        $"The caption store {path} has schema version {version}, this program knows up to {Migrations.All.Count}. "
        + "Start the newer program that wrote it, or choose another folder.");

    private StoreUnavailableException Foreign() => new(
        $"{path} is another program's database. Choose another folder or file name for the caption store.");
}
