using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NoFile_MakesOneOfTheCurrentVersion()
    {
        await using var store = _folder.Open(options => options.Folder = Path.Combine(_folder.Path, "new", "folder"));
        store.Open();
        await using var again = _folder.Open();
        again.Open();

        using var connection = _folder.Connect();
        Assert.Equal(CaptionMigrations.All.Count, connection.Scalar("PRAGMA user_version"));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "new", "folder", "captions.db")));
    }

    [Fact]
    public async Task Open_NewerVersion_RefusesAndSaysWhatToDo()
    {
        await using (var store = _folder.Open()) store.Open();
        using (var connection = _folder.Connect()) connection.Run("PRAGMA user_version = 99");

        await using var older = _folder.Open();
        var error = Assert.Throws<StoreUnavailableException>(older.Open);

        Assert.Contains("99", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => older.PutAsync(StoredCaptions.Make(1), CancellationToken.None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => older.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
    }

    [Fact]
    public async Task Open_AnotherProgramsDatabase_RefusesAndLeavesItAlone()
    {
        using (var connection = _folder.Connect()) connection.Run("CREATE TABLE bookmarks (url TEXT)");

        await using var store = _folder.Open();
        var error = Assert.Throws<StoreUnavailableException>(store.Open);

        Assert.Contains("another program's", error.Message, StringComparison.Ordinal);
        using var after = _folder.Connect();
        Assert.Equal(1, after.Scalar("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public async Task Open_NotADatabase_NamesTheFile()
    {
        var text = string.Concat(Enumerable.Repeat("This is a text about dogs. ", 400));
        await File.WriteAllTextAsync(_folder.File, text);

        await using var store = _folder.Open();
        var error = Assert.Throws<StoreUnavailableException>(store.Open);

        Assert.Contains(_folder.File + " is not a SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_folder.File));
    }

    [Fact]
    public async Task Open_FolderIsAFile_NamesTheFolder()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "taken"), "");

        await using var store = _folder.Open(options => options.Folder = Path.Combine(_folder.Path, "taken"));
        var error = Assert.Throws<StoreUnavailableException>(store.Open);

        Assert.Contains(Path.Combine(_folder.Path, "taken"), error.Message, StringComparison.Ordinal);
    }
}
