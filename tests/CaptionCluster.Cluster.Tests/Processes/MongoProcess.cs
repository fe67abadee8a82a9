namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>The wire-protocol double of MongoDB as a process of its own: silos of several processes share it.</summary>
internal sealed class MongoProcess : IAsyncDisposable
{
    private readonly ChildProcess _process = new(Path.GetTempPath(), BuiltPrograms.Host, [BuiltPrograms.MongoDBDouble]);

    public async Task<string> ConnectionStringAsync() => (await _process.LineWithAsync("mongodb://"))!;

    public Task GoDownAsync() => _process.WriteLineAsync("down");

    public Task ComeBackAsync() => _process.WriteLineAsync("up");

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
