namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>The wire-protocol double of MongoDB as a process of its own: silos of several processes share it.</summary>
internal sealed class MongoProcess : IAsyncDisposable
{
    private readonly ChildProcess _process = new(Path.GetTempPath(), "dotnet", [Path.Combine(
        Fixtures.Repository, "tests", "CaptionCluster.MongoDBDouble", "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "CaptionCluster.MongoDBDouble.dll")]);

    public Task<string> ConnectionStringAsync() => _process.FirstLineAsync;

    public Task GoDownAsync() => _process.WriteLineAsync("down");

    public Task ComeBackAsync() => _process.WriteLineAsync("up");

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
