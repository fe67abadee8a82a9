using System.Reflection;

namespace CaptionCluster.PostgreSQL;

/// <summary>Tables that belong together, and how they are made.</summary>
/// <param name="Kept">What is in them, as the table <c>stores</c> calls it.</param>
/// <param name="Migrations">
/// Every change, oldest first. A released one is never edited: a new one is appended. Each leaves alone what it finds made, for all are run
/// again when a table is gone.
/// </param>
internal sealed record TableSet(string Kept, IReadOnlyList<string> Migrations, params string[] Tables)
{
    /// <summary>The migrations that lie in a folder as <c>1.sql</c>, <c>2.sql</c> and so on.</summary>
    public static IReadOnlyList<string> MigrationsIn(Assembly assembly, string folder)
    {
        var migrations = new List<string>();
        while (assembly.GetManifestResourceStream($"{folder}/{migrations.Count + 1}.sql") is { } stream)
        {
            using var reader = new StreamReader(stream);
            migrations.Add(reader.ReadToEnd());
        }

        return migrations;
    }
}
