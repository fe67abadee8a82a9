namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>Tests that each have a running program of their own.</summary>
public abstract class ServerTests(params (string Key, string Value)[] settings) : IAsyncLifetime
{
    private protected CaptionServer Server { get; private set; } = null!;

    private protected HttpClient Http { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Server = await CaptionServer.StartAsync(settings);
        Http = Server.CreateHttpClient();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
