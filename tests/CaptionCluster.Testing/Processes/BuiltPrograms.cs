namespace CaptionCluster.Testing.Processes;

/// <summary>The programs as they were built together with the tests that run. A test project that starts one references it, so that it is built.</summary>
public static class BuiltPrograms
{
    public static string Client { get; } = Find("client", "CaptionCluster.Client.dll");

    private static string Find(string room, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory); // bin/<configuration>/<framework>
        return Path.Combine(Fixtures.Repository, room, "bin", output.Parent!.Name, output.Name, file);
    }
}
