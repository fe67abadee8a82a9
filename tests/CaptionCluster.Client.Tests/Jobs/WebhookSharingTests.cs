using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>Whoever does not answer holds up nobody else's webhooks.</summary>
public sealed class WebhookSharingTests : IAsyncLifetime
{
    private const string Ann = "the key of ann, of some length";
    private const string Bob = "the key of bob, of some length";

    private readonly SilentReceiver[] _silent = [.. Enumerable.Range(0, 12).Select(_ => new SilentReceiver())];
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var silent in _silent) silent.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Job_BesideTwelveSilentReceivers_IsToldWhileTheyAreWaitedFor()
    {
        await using var server = await StartAsync();
        using var http = server.CreateHttpClient();
        foreach (var silent in _silent) await SendAsync(http, silent.Address);
        foreach (var silent in _silent) await silent.ArriveAsync();

        await SendAsync(http, _receiver.Address);

        await _receiver.ArriveAsync();
        Assert.All(_silent, silent => Assert.Equal(1, silent.Count));
    }

    /// <summary>The oldest is taken first: that a later one was taken tells that the silent host's were passed over.</summary>
    [Fact]
    public async Task Job_BehindManyToOneSilentHost_IsTold()
    {
        await using var server = await StartAsync((":MaxConcurrency", "3"), (":MaxPerHost", "2"));
        using var http = server.CreateHttpClient();
        for (var i = 0; i < 6; i++) await http.EndAsync(await SendAsync(http, _silent[0].Address));
        await _silent[0].ArriveAsync();
        await _silent[0].ArriveAsync();

        await SendAsync(http, _receiver.Address);
        await _receiver.ArriveAsync();
        await SendAsync(http, _receiver.Address);
        await _receiver.ArriveAsync();

        Assert.Equal(2, _silent[0].Count);
    }

    [Fact]
    public async Task Job_BehindManySilentHostsOfAnotherTenant_IsTold()
    {
        await using var server = await StartAsync(
            (":MaxConcurrency", "3"),
            (":MaxPerTenant", "2"),
            (":MaxPerHost", "1"),
            ("CaptionCluster:ApiKeys:0", Ann),
            ("CaptionCluster:ApiKeys:1", Bob)
        );
        using var ann = WithKey(server, Ann);
        using var bob = WithKey(server, Bob);
        foreach (var silent in _silent[..4]) await ann.EndAsync(await SendAsync(ann, silent.Address));
        await _silent[0].ArriveAsync();
        await _silent[1].ArriveAsync();

        await SendAsync(bob, _receiver.Address);
        await _receiver.ArriveAsync();

        Assert.Equal([1, 1, 0, 0], _silent[..4].Select(silent => silent.Count));
    }

    [Fact]
    public async Task Receiver_Silent_IsLeftAfterTheTimeoutAndTriedAgain()
    {
        await using var server = await StartAsync((":Timeout", "00:00:00.2"), (":MaxConcurrency", "1"));
        using var http = server.CreateHttpClient();

        await SendAsync(http, _silent[0].Address);
        await _silent[0].ArriveAsync();
        await SendAsync(http, _receiver.Address);

        await _receiver.ArriveAsync();
        await _silent[0].ArriveAsync();
    }

    [Fact]
    public async Task Stop_DeliveriesUnderWay_WaitsForNone()
    {
        await using var server = await StartAsync();
        using var http = server.CreateHttpClient();
        foreach (var silent in _silent) await SendAsync(http, silent.Address);
        foreach (var silent in _silent) await silent.ArriveAsync();

        await server.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
    }

    /// <summary>Receivers are waited for longer than the tests are.</summary>
    private static Task<CaptionServer> StartAsync(params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] all =
        [
            (":AllowPrivateAddresses", "true"),
            (":FirstPause", "00:00:00.01"),
            (":Timeout", "00:05:00"),
            .. settings,
        ];
        return CaptionServer.StartAsync([
            .. all.Select(setting => (setting.Key[0] == ':' ? "CaptionCluster:Jobs:Webhooks" + setting.Key : setting.Key, setting.Value)),
        ]);
    }

    private static HttpClient WithKey(CaptionServer server, string key)
    {
        var http = server.CreateHttpClient();
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        return http;
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, Uri url)
    {
        var request = JobCalls.Lines("/v1/jobs", JobCalls.Line(Pictures.New()));
        request.Headers.Add("Webhook-Url", url.ToString());
        request.Headers.Add("Webhook-Secret", "a secret between the two of us");
        return await http.SendAsync(request).AcceptedAsync();
    }
}
