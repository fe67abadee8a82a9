namespace CaptionCluster.Testing;

/// <summary>Where test material lies: the repository, and the shared folder beside it.</summary>
public static class Fixtures
{
    public static string Repository { get; } = FindRepository();

    /// <summary>Golden files and photographs that may not be copied into the repository. Absent on most people's machines.</summary>
    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("CAPTIONCLUSTER_SHARED") ?? Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    public static bool HasShared => Directory.Exists(Shared);

    public static string Model => Path.Combine(Repository, "models", "default");

    /// <summary>A file of <c>tests/fixtures</c>.</summary>
    public static string Local(params string[] parts) => Path.Combine([Repository, "tests", "fixtures", .. parts]);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CaptionCluster.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No CaptionCluster.sln above " + AppContext.BaseDirectory);
    }
}
