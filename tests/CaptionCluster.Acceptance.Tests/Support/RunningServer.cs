using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Support;

/// <summary>One server for the tests of a class.</summary>
public abstract class RunningServer(params (string Key, string Value)[] settings) : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public ServerProcess Server { get; private set; } = null!;

    public HttpClient Http => Server.Http;

    public async Task InitializeAsync() => Server = await ServerProcess.StartClientAsync(_data, settings);

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _data.Dispose();
    }
}
