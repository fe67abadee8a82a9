using System.Globalization;
using System.Net;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Access.Sessions;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access;

public sealed class SessionTests() : ServerTests(AdminSetting)
{
    private string _key = "";
    private string _id = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (_key, _id) = await Http.MakeKeyAsync("""{"name": "the page's"}""");
    }

    [Fact]
    public async Task Post_Key_GivesACookieThatLetsInWhatHasNoHeader()
    {
        var (cookie, attributes) = await SignInAsync();

        Assert.StartsWith("captioncluster=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", attributes, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", attributes, StringComparison.Ordinal);
        Assert.Contains("path=/", attributes, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", attributes, StringComparison.Ordinal);
        Assert.DoesNotContain(_key, cookie, StringComparison.Ordinal);
        await AskAsync(cookie, "/v1/models").AnswerAsync();
        await AskAsync(cookie, "/v1/jobs").AnswerAsync();
        await AskAsync(cookie, "/v1/keys").ProblemAsync(403, "admin-only");
    }

    [Fact]
    public async Task Post_PageOfHttps_GivesASecureCookieOfThisHost()
    {
        var (cookie, attributes) = await SignInAsync(
            ("Origin", "https://localhost:" + Server.Address.Port),
            ("Sec-Fetch-Site", "same-origin")
        );

        Assert.StartsWith("__Host-captioncluster=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", attributes, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", attributes, StringComparison.Ordinal);
        await AskAsync(cookie, "/v1/models").AnswerAsync();
    }

    [Fact]
    public async Task Post_WithTheCookieAlone_MakesNoOther()
    {
        var (cookie, _) = await SignInAsync();

        await AskAsync(cookie, "/v1/session", HttpMethod.Post).ProblemAsync(401, "key-needed");
    }

    [Fact]
    public async Task Cookie_KeyRevoked_IsRefused()
    {
        var (cookie, _) = await SignInAsync();

        await Http.RevokeKeyAsync(_id);

        await AskAsync(cookie, "/v1/models").ProblemAsync(401, "key-needed");
    }

    [Theory]
    [InlineData("GET", "/v1/models", "cross-site", 401, "key-needed")]
    [InlineData("GET", "/v1/models", "same-site", 401, "key-needed")]
    [InlineData("POST", "/v1/captions", "cross-site", 403, "cross-site")]
    public async Task Cookie_SentByAnotherSitesPage_DoesNotCount(string method, string path, string site, int status, string code)
    {
        var (cookie, _) = await SignInAsync();

        await AskAsync(cookie, path, new HttpMethod(method), ("Sec-Fetch-Site", site)).ProblemAsync(status, code);
    }

    [Fact]
    public async Task Delete_Session_HasTheBrowserForgetTheCookie()
    {
        var (cookie, _) = await SignInAsync();

        using var answer = await AskAsync(cookie, "/v1/session", HttpMethod.Delete);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var set = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("captioncluster=; expires=Thu, 01 Jan 1970", set, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_EventsOfAJob_EndWithTheKey()
    {
        var (cookie, _) = await SignInAsync();
        Server.Model.Encode.Close();
        var post = With(_key, HttpMethod.Post, "/v1/jobs");
        post.Content = new StringContent(JobCalls.Line(Pictures.New()), System.Text.Encoding.UTF8, "application/x-ndjson");
        var job = await Http.SendAsync(post).AcceptedAsync();
        var follow = new HttpRequestMessage(HttpMethod.Get, (string)job["links"]!["events"]!);
        follow.Headers.Add("Cookie", cookie);
        using var events = await Http.SendAsync(follow, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", events.Content.Headers.ContentType?.MediaType);

        await Http.RevokeKeyAsync(_id);

        await Patience.For(events.Content.ReadAsStringAsync()); // Ends, though the job does not.
        Server.Model.Open();
    }

    [Fact]
    public async Task Read_OverOrAltered_IsNone()
    {
        var (cookie, _) = await SignInAsync();
        var value = cookie.Split('=', 2)[1];
        var keys = Server.Services.GetRequiredService<AccessKeys>();
        var now = TimeProvider.System.GetUtcNow();
        var parts = value.Split('.');
        Assert.NotNull(SessionCookie.Read(value, keys, now));

        Assert.NotNull(SessionCookie.Read(value, keys, now.AddHours(11.9)));
        Assert.Null(SessionCookie.Read(value, keys, now.AddHours(12.1)));
        var later = (long.Parse(parts[1], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        Assert.All(
            new[]
            {
                "", ".", "....", value + ".", value[..^1], string.Join('.', parts[0], later, parts[2], parts[3]),
                string.Join('.', parts[0], parts[1], parts[3], parts[3]),
                string.Join('.', "0123456789abcdef", parts[1], parts[2], parts[3]),
                string.Join('.', parts[0], parts[1], "ö", parts[3]), string.Join('.', parts[0], "-1", parts[2], parts[3]),
            },
            altered => Assert.Null(SessionCookie.Read(altered, keys, now)));
    }

    /// <summary>What the store has of a key is not enough to make a session of it.</summary>
    [Fact]
    public void Read_MadeOfWhatIsStored_IsNone()
    {
        var keys = Server.Services.GetRequiredService<AccessKeys>();
        var stored = keys.FindById(_id)!;
        var now = TimeProvider.System.GetUtcNow();

        Assert.NotNull(SessionCookie.Read(SessionCookie.Make(_key, stored, now.AddHours(1)), keys, now));
        Assert.Null(SessionCookie.Read(SessionCookie.Make(stored.Key.Hash, stored, now.AddHours(1)), keys, now));
        Assert.Null(SessionCookie.Read(SessionCookie.Make(stored.Key.SessionHash, stored, now.AddHours(1)), keys, now));
    }

    private async Task<(string Cookie, string Attributes)> SignInAsync(params (string Name, string Value)[] headers)
    {
        var request = With(_key, HttpMethod.Post, "/v1/session");
        if (headers.Length > 0) request.Headers.Host = "localhost:" + Server.Address.Port;
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var set = answer.Headers.GetValues("Set-Cookie").Single().Split(';', 2);
        return (set[0], set[1]);
    }

    private Task<HttpResponseMessage> AskAsync(
        string cookie, string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return Http.SendAsync(request);
    }
}
