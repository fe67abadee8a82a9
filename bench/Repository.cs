namespace CaptionCluster.Bench;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Models => Path.Combine(Root, "models");

    /// <summary>The front, built in the configuration of this program.</summary>
    public static string Client
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Root, "client", "bin", output.Parent!.Name, output.Name, "CaptionCluster.Client.dll");
        }
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CaptionCluster.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No CaptionCluster.sln above " + AppContext.BaseDirectory);
    }
}
