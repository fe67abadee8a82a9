namespace CaptionCluster.Storage.PostgreSQL.Opening;

/// <summary>The tables of one store.</summary>
/// <param name="Store">What is kept, as the table <c>stores</c> calls it.</param>
/// <param name="Folder">Of its migrations, <c>Schema/1.sql</c> and so on. A released one is never edited: a new one is appended.</param>
/// <param name="WhenLost">What follows when they are dropped.</param>
internal sealed record StoreSchema(string Store, string Folder, string WhenLost, params string[] Tables)
{
    /// <summary>Every change, oldest first. Each leaves alone what it finds made, for all are run again when a table is gone.</summary>
    public IReadOnlyList<string> Migrations { get; } = [.. Read(Folder)];

    private static IEnumerable<string> Read(string folder)
    {
        for (var version = 1; typeof(StoreSchema).Assembly.GetManifestResourceStream($"{folder}/Schema/{version}.sql") is { } stream; version++)
        {
            using var reader = new StreamReader(stream);
            yield return reader.ReadToEnd();
        }
    }
}
