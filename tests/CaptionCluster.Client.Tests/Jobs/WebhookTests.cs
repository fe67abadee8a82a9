using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Jobs;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "a secret between the two of us";

    private static readonly (string, string)[] s_allowed =
    [
        ("CaptionCluster:Jobs:Webhooks:AllowPrivateAddresses", "true"),
        ("CaptionCluster:Jobs:Webhooks:FirstPause", "00:00:00.01"),
        ("CaptionCluster:Jobs:Webhooks:MaxAttempts", "3"),
    ];

    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public Task DisposeAsync() => _receiver.DisposeAsync().AsTask();

    [Fact]
    public async Task Job_Completed_IsToldWithAGoodSignature()
    {
        await using var server = await CaptionServer.StartAsync(s_allowed);
        using var http = server.CreateHttpClient();

        var job = await SendAsync(http, _receiver.Address).AcceptedAsync();
        await _receiver.ArriveAsync();

        var delivery = Assert.Single(_receiver.Deliveries);
        Assert.Equal((string?)job["id"], delivery.Id);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{delivery.Id}.{delivery.Timestamp}."), .. delivery.Body];
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed)), delivery.Signature);
        var told = JsonNode.Parse(delivery.Body)!;
        Assert.Equal(("job.completed", "completed", 1), ((string)told["type"]!, (string)told["state"]!, (int)told["counts"]!["done"]!));
        Assert.Equal((string?)job["links"]!["results"], (string?)told["links"]!["results"]);
        await WebhookBecomesAsync(http, job, "delivered");
    }

    [Fact]
    public async Task Receiver_FailsAtFirst_IsToldAgainTheSame()
    {
        _receiver.Answer = count => count < 3 ? 500 : 200;
        await using var server = await CaptionServer.StartAsync(s_allowed);
        using var http = server.CreateHttpClient();

        var job = await SendAsync(http, _receiver.Address).AcceptedAsync();
        for (var i = 0; i < 3; i++) await _receiver.ArriveAsync();

        await WebhookBecomesAsync(http, job, "delivered");
        Assert.Single(_receiver.Deliveries.Select(delivery => Convert.ToHexString(delivery.Body)).Distinct());
    }

    [Fact]
    public async Task Receiver_NeverTakesIt_IsGivenUp()
    {
        _receiver.Answer = _ => 500;
        await using var server = await CaptionServer.StartAsync(s_allowed);
        using var http = server.CreateHttpClient();

        await WebhookBecomesAsync(http, await SendAsync(http, _receiver.Address).AcceptedAsync(), "failed");

        Assert.Equal(3, _receiver.Deliveries.Count);
    }

    [Fact]
    public async Task Receiver_Redirects_IsNotFollowed()
    {
        _receiver.Answer = _ => 307;
        await using var server = await CaptionServer.StartAsync(s_allowed);
        using var http = server.CreateHttpClient();

        await WebhookBecomesAsync(http, await SendAsync(http, _receiver.Address).AcceptedAsync(), "failed");

        Assert.DoesNotContain(_receiver.Deliveries, delivery => delivery.Path == "/elsewhere");
    }

    /// <summary>The name is fine when it is given; that it means loopback is found at connect.</summary>
    [Fact]
    public async Task Receiver_NameOfAPrivateAddress_IsNeverCalled()
    {
        await using var server = await CaptionServer.StartAsync([.. s_allowed.Skip(1)]);
        using var http = server.CreateHttpClient();
        var address = new UriBuilder(_receiver.Address) { Host = "localhost" }.Uri;

        await WebhookBecomesAsync(http, await SendAsync(http, address).AcceptedAsync(), "failed");

        Assert.Empty(_receiver.Deliveries);
    }

    [Theory]
    [InlineData("ftp://example.org/", Secret, "malformed-webhook")]
    [InlineData("/relative", Secret, "malformed-webhook")]
    [InlineData("https://user:word@example.org/", Secret, "malformed-webhook")]
    [InlineData("http://127.0.0.1/", Secret, "webhook-not-public")]
    [InlineData("http://[::1]/", Secret, "webhook-not-public")]
    [InlineData("https://example.org/", "short", "weak-webhook-secret")]
    [InlineData("https://example.org/", null, "no-webhook-secret")]
    public async Task Post_SenselessWebhook_Is422(string url, string? secret, string code)
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();

        await SendAsync(http, url, secret).ProblemAsync(422, code);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void Is_AnyAddress_SaysWhetherItIsPublic(string address, bool expected) =>
        Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, Uri url) => SendAsync(http, url.ToString(), Secret);

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string url, string? secret)
    {
        var request = JobCalls.Lines("/v1/jobs", JobCalls.Line(Pictures.New()));
        request.Headers.Add("Webhook-Url", url);
        if (secret is not null) request.Headers.Add("Webhook-Secret", secret);
        return http.SendAsync(request);
    }

    private static async Task WebhookBecomesAsync(HttpClient http, JsonNode job, string state)
    {
        await http.EndAsync(job);
        using var patience = new CancellationTokenSource(Patience.Limit);
        while ((string?)(await http.GetAsync($"/v1/jobs/{job["id"]}?max=0").JsonAsync())["webhook"] is var now && now != state)
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"The webhook is still {now}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
