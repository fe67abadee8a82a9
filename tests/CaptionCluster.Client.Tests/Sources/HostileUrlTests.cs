using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Client.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>
/// A service on loopback that counts its callers; someone else's server; and the program, which would fetch from anywhere public.
/// </summary>
public sealed class HostileFixture : IAsyncLifetime
{
    internal CountingListener Inside { get; } = new();

    internal PictureServer Outside { get; private set; } = null!;

    internal FakeNetwork Network { get; private set; } = null!;

    internal CaptionServer Server { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Outside = await PictureServer.StartAsync();
        Network = new FakeNetwork(Outside.ConnectAsync);
        HostileUrls.Name(Network);
        Server = await CaptionServer.StartAsync(
            services => services.AddSingleton<INetwork>(Network),
            ("CaptionCluster:Sources:Urls", "public"),
            ("CaptionCluster:Sources:FurtherPorts:0", Inside.Port.ToString(null, null)),
            ("CaptionCluster:Jobs:Webhooks:MaxAttempts", "1"));
        var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        Http = new HttpClient(handler) { BaseAddress = Server.Address, Timeout = Patience.Limit };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        await Outside.DisposeAsync();
        Inside.Dispose();
    }
}

public sealed class HostileUrlTests(HostileFixture fixture) : IClassFixture<HostileFixture>
{
    public static TheoryData<string> Hosts => [.. HostileUrls.Hosts];

    public static TheoryData<string, string> Wrong
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (url, code) in HostileUrls.Wrong) rows.Add(url, code);
            return rows;
        }
    }

    public static TheoryData<string> LookAlikes => [.. HostileUrls.LookAlikes];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Post_HostInside_IsRefusedAndNotContacted(string host)
    {
        var problem = await CaptionAsync($"http://{host}:PORT/latest/meta-data?token=secret");

        Assert.Contains(CodeOf(problem), (string[])["source-not-public", "source-url"]);
        ExpectNothingInside(problem);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Post_PublicHostThatRedirectsInside_IsRefusedAndNotContacted(string host)
    {
        var path = $"/to/{Guid.NewGuid():N}";
        fixture.Outside.Redirect(path, Here($"http://{host}:PORT/"));

        var problem = await CaptionAsync($"http://public.example{path}");

        Assert.Equal(1, fixture.Outside.CountOf(path));
        Assert.Contains(CodeOf(problem), (string[])["source-not-public", "source-url", "source-redirects"]);
        ExpectNothingInside(problem);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Post_UrlThatIsNone_IsRefusedAndNotContacted(string url, string code)
    {
        var before = fixture.Outside.Requests.Count;

        var problem = await CaptionAsync(url);

        Assert.Equal((422, code), ((int)problem["status"]!, CodeOf(problem)));
        Assert.Equal(before, fixture.Outside.Requests.Count);
        ExpectNothingInside(problem);
    }

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public async Task Post_HostThatLooksLikeThisMachine_IsNotContacted(string host)
    {
        var problem = await CaptionAsync($"http://{host}:PORT/");

        Assert.Contains(CodeOf(problem), (string[])["source-not-public", "source-url", "source-unreachable"]);
        ExpectNothingInside(problem);
    }

    [Theory]
    [InlineData("ftp://public.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("http://user:word@public.example/")]
    [InlineData("http://public.example:6379/")]
    public async Task Post_RedirectToWhatIsNoUrlHere_IsRefused(string target)
    {
        fixture.Outside.Redirect("/odd", target);

        Assert.Equal("source-url", CodeOf(await CaptionAsync("http://public.example/odd")));
    }

    [Fact]
    public async Task Post_NameThatMeansLoopbackTheSecondTime_IsRefusedAndNotContacted()
    {
        fixture.Network.Name("rebinds.example", [FakeNetwork.Public], ["127.0.0.1"]);
        fixture.Outside.Redirect("/rebind", Here("http://rebinds.example:PORT/"));

        var problem = await CaptionAsync("http://rebinds.example/rebind");

        Assert.Equal("source-not-public", CodeOf(problem));
        ExpectNothingInside(problem);
    }

    [Fact]
    public async Task Post_NameOfPublicAndPrivateAddresses_CallsThePublicOnly()
    {
        fixture.Network.Name("both.example", ["127.0.0.1", FakeNetwork.Public, "10.0.0.1"]);
        fixture.Outside.Put("/both", Pictures.New());

        await fixture.Http.CaptionJsonAsync(Json("http://both.example/both")).AnswerAsync();

        Assert.All(fixture.Network.Called, address => Assert.True(PublicAddress.Is(address)));
    }

    [Fact]
    public async Task Post_RedirectsInACircle_AreFollowedThreeTimes()
    {
        fixture.Outside.Redirect("/circle", "/circle");

        var problem = await CaptionAsync("http://public.example/circle");

        Assert.Equal((424, "source-redirects"), ((int)problem["status"]!, CodeOf(problem)));
        Assert.Equal(4, fixture.Outside.CountOf("/circle"));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Post_SoManyRedirects_AreFollowedOrNot(int count, bool isFollowed)
    {
        for (var i = count; i > 0; i--) fixture.Outside.Redirect($"/hops/{count}/{i}", $"http://public.example/hops/{count}/{i - 1}");
        fixture.Outside.Put($"/hops/{count}/0", Pictures.New());

        var answer = await fixture.Http.CaptionJsonAsync(Json($"http://public.example/hops/{count}/{count}")).JsonAsync();

        Assert.Equal(isFollowed, answer["caption"] is not null);
        Assert.Equal(isFollowed ? 1 : 0, fixture.Outside.CountOf($"/hops/{count}/0"));
    }

    [Fact]
    public async Task Webhook_ToAnyHostInside_IsRefusedOrFailsAndIsNotContacted()
    {
        string[] urls =
        [
            .. HostileUrls.Hosts.Concat(HostileUrls.LookAlikes).Select(host => $"http://{host}:PORT/"),
            .. HostileUrls.Wrong.Select(row => row.Url).Where(IsAHeader),
        ];
        Assert.InRange(urls.Length, 80, int.MaxValue);
        var outcomes = await Task.WhenAll(urls.Select(url => WebhookAsync(Here(url))));

        Assert.All(outcomes, outcome => Assert.Contains(outcome, (string[])["malformed-webhook", "webhook-not-public", "failed"]));
        Assert.Contains("failed", outcomes);
        Assert.Equal(0, fixture.Inside.Count);
        Assert.All(fixture.Network.Called, address => Assert.True(PublicAddress.Is(address), address.ToString()));
    }

    [Fact]
    public void Urls_OfTheTable_AreMany() =>
        Assert.InRange(HostileUrls.Hosts.Length + HostileUrls.Wrong.Length + HostileUrls.LookAlikes.Length, 80, int.MaxValue);

    private static string CodeOf(JsonNode problem) => ((string)problem["type"]!)["/problems/".Length..];

    private static string Json(string url) => JsonSerializer.Serialize(new { image = new { url } });

    /// <summary>What HTTP can carry in a header, and a webhook may name: its ports are all that there are.</summary>
    private static bool IsAHeader(string url) =>
        url.Length > 0 && !url.Any(char.IsControl) && !url.StartsWith("http://public.example:", StringComparison.Ordinal)
            && !url.StartsWith("http://public.example/", StringComparison.Ordinal);

    private string Here(string url) => url.Replace("PORT", fixture.Inside.Port.ToString(null, null), StringComparison.Ordinal);

    private async Task<JsonNode> CaptionAsync(string url) => await fixture.Http.CaptionJsonAsync(Json(Here(url))).JsonAsync();

    private void ExpectNothingInside(JsonNode problem)
    {
        Assert.Equal(0, fixture.Inside.Count);
        Assert.All(fixture.Network.Called, address => Assert.True(PublicAddress.Is(address), address.ToString()));
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Why it was refused, or what became of it.</summary>
    private async Task<string> WebhookAsync(string url)
    {
        using var request = JobCalls.Lines(
            "/v1/jobs",
            """{"image":{"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}}"""
        );
        request.Headers.TryAddWithoutValidation("Webhook-Url", url);
        request.Headers.Add("Webhook-Secret", "a secret between the two of us");
        var answer = await fixture.Http.SendAsync(request).JsonAsync();
        if (answer["type"] is not null) return CodeOf(answer);
        JsonNode job = answer;
        await Patience.UntilAsync("the webhook is decided", async () =>
        {
            job = await fixture.Http.GetAsync((string)answer["links"]!["self"]!).JsonAsync();
            return (string?)job["webhook"] is "failed" or "delivered";
        });
        return (string)job["webhook"]!;
    }
}
