namespace CaptionCluster.Bench;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Models => Path.Combine(Root, "models");

    public static string Client => Built("client", "CaptionCluster.Client");

    public static string Silo => Built("silo", "CaptionCluster.Silo");

    public static string Self => typeof(Repository).Assembly.Location;

    /// <summary>In the configuration of this program.</summary>
    private static string Built(string room, string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, room, "bin", output.Parent!.Name, output.Name, name + ".dll");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CaptionCluster.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No CaptionCluster.sln above " + AppContext.BaseDirectory);
    }
}
