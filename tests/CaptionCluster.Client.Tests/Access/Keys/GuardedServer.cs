using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Access.Keys;

/// <summary>A server that listens off loopback, with keys that open something and such as open nothing.</summary>
public sealed class GuardedServer : IAsyncLifetime
{
    internal CaptionServer Server { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal string ForMetrics { get; private set; } = "";

    internal string ForCaptions { get; private set; } = "";

    /// <summary>None, an empty one, such as nobody made, and such as were good once.</summary>
    internal IReadOnlyList<string?> BadKeys { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Server = await CaptionServer.StartAsync(
            IPAddress.Any, KeyCalls.AdminSetting, ("CaptionCluster:ApiKeys:0", "one-of-the-configuration"));
        Http = Server.CreateHttpClient();
        Http.BaseAddress = new UriBuilder(Server.Address) { Host = "127.0.0.1" }.Uri;
        var (revoked, id) = await Http.MakeKeyAsync("""{"name": "revoked", "scopes": ["admin"]}""");
        await Http.RevokeKeyAsync(id);
        (ForMetrics, _) = await Http.MakeKeyAsync("""{"name": "scraper", "scopes": ["metrics"]}""");
        (ForCaptions, _) = await Http.MakeKeyAsync("""{"name": "captions", "scopes": ["caption"]}""");
        BadKeys = [null, "", "cck_a-key-that-nobody-made", "one-of-the-configuratioN", revoked, await ExpiredAsync()];
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<string> ExpiredAsync()
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(1);
        var (text, _) = await Http.MakeKeyAsync($$"""{"name": "short", "scopes": ["admin"], "expiresAt": "{{end:O}}"}""");
        await Patience.UntilAsync("the key has expired", async () =>
        {
            using var answer = await Http.GetAsync("/v1/models", text);
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        });
        return text;
    }
}
