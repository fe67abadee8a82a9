namespace CaptionCluster.Testing.Processes;

/// <summary>
/// The programs as they were built together with what runs here. A project that starts one references it, so that it is built.
/// </summary>
public static class BuiltPrograms
{
    /// <summary>What starts them.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Client { get; } = Find("client", "CaptionCluster.Client.dll");

    public static string Silo { get; } = Find("silo", "CaptionCluster.Silo.dll");

    public static string Sample { get; } = Find(Path.Combine("samples", "csharp"), "CaptionCluster.Sample.dll");

    public static string MongoDBDouble { get; } =
        Find(Path.Combine("tests", "CaptionCluster.MongoDBDouble"), "CaptionCluster.MongoDBDouble.dll");

    private static string Find(string room, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory); // bin/<configuration>/<framework>
        return Path.Combine(Fixtures.Repository, room, "bin", output.Parent!.Name, output.Name, file);
    }
}
