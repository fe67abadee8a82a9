namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>One running program for the tests of a class that leave it as they found it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal CaptionServer Server { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await CaptionServer.StartAsync();
        Http = Server.CreateHttpClient();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
