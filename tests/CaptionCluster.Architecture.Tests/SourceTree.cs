namespace CaptionCluster.Architecture.Tests;

/// <summary>The repository's files, without what is built or fetched.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> s_notOurs = ["bin", "obj", "node_modules", "wwwroot", "TestResults", ".git"];

    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. Files("*.csproj").Select(ProjectFile.Read)];

    /// <summary>Everything but tests and bench: the house itself.</summary>
    public static IReadOnlyList<ProjectFile> House { get; } =
        [.. Projects.Where(project => project.Room is "src" or "client" or "silo")];

    /// <param name="pattern">A file name with wildcards.</param>
    /// <param name="rooms">Top folders; all when none is given.</param>
    public static IEnumerable<string> Files(string pattern, params string[] rooms) =>
        rooms.Length == 0
            ? Files(Fixtures.Repository, pattern)
            : rooms
                .Select(room => Path.Combine(Fixtures.Repository, room))
                .Where(Directory.Exists)
                .SelectMany(folder => Files(folder, pattern));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder, pattern)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(child => !s_notOurs.Contains(Path.GetFileName(child)))
                    .SelectMany(child => Files(child, pattern))
            );
}
