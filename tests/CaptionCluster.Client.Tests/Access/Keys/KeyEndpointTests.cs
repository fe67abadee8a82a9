using System.Net;
using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Tests.Fakes;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access.Keys;

public sealed class KeyEndpointTests() : ServerTests(AdminSetting)
{
    [Fact]
    public async Task Post_Key_IsShownOnceKeptHashedAndOpensAtOnce()
    {
        var (text, id) = await Http.MakeKeyAsync("""{"name": "ci", "scopes": ["caption"], "tenant": "acme"}""");

        Assert.Matches($"^{KeyText.Pattern}$", text);
        Assert.True(KeyText.IsWhole(text));
        await Http.GetAsync("/v1/models", text).AnswerAsync();
        var list = await Http.GetAsync("/v1/keys", Admin).AnswerAsync();
        var listed = Assert.Single(list["keys"]!.AsArray(), key => (string?)key!["id"] == id)!;
        Assert.Equal(("ci", "acme", "live"), ((string?)listed["name"], (string?)listed["tenant"], (string?)listed["state"]));
        Assert.DoesNotContain(text, list.ToJsonString(), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Server.DataFolder, "keys.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(text[KeyText.Prefix.Length..], await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_FirstKey_ClosesTheDoorThatWasOpen()
    {
        await Http.GetAsync("/v1/models").AnswerAsync();

        var (_, id) = await Http.MakeKeyAsync("""{"name": "first"}""");
        await Http.GetAsync("/v1/models").ProblemAsync(401, "key-needed");
        await Http.RevokeKeyAsync(id);

        await Http.GetAsync("/v1/models").ProblemAsync(401, "key-needed");
    }

    [Theory]
    [InlineData("caption", "/v1/models", "/v1/jobs", "jobs")]
    [InlineData("jobs", "/v1/jobs", "/v1/models", "caption")]
    [InlineData("metrics", "/metrics", "/v1/models", "caption")]
    public async Task Key_OfOneScope_OpensThatAlone(string scope, string open, string closed, string lacked)
    {
        await Http.MakeKeyAsync("""{"name": "another's"}""");
        var (text, _) = await Http.MakeKeyAsync($$"""{"name": "one", "scopes": ["{{scope}}"]}""");

        using var answer = await Http.GetAsync(open, text);
        var refused = await Http.GetAsync(closed, text);
        await Http.GetAsync("/v1/keys", text).ProblemAsync(403, "admin-only");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"Bearer error=\"insufficient_scope\", scope=\"{lacked}\"", refused.Headers.WwwAuthenticate.ToString());
        var problem = await Task.FromResult(refused).ProblemAsync(403, "scope-needed");
        Assert.Contains($"'{lacked}'", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfCaptionsAlone_MakesNoJobOfOne()
    {
        var (text, _) = await Http.MakeKeyAsync("""{"name": "one", "scopes": ["caption"]}""");
        var request = With(text, HttpMethod.Post, "/v1/captions");
        request.Content = new ByteArrayContent(Pictures.New());
        request.Headers.Add("Prefer", "respond-async");

        await Http.SendAsync(request).ProblemAsync(403, "scope-needed");
    }

    [Fact]
    public async Task Keys_OfOneTenant_SeeEachOthersJobsAndNobodyElse()
    {
        var (first, _) = await Http.MakeKeyAsync("""{"name": "a", "tenant": "acme"}""");
        var (second, _) = await Http.MakeKeyAsync("""{"name": "b", "tenant": "acme"}""");
        var (other, _) = await Http.MakeKeyAsync("""{"name": "c"}""");
        var post = With(first, HttpMethod.Post, "/v1/jobs");
        post.Content = new StringContent(JobCalls.Line(Pictures.New()), System.Text.Encoding.UTF8, "application/x-ndjson");
        var job = (string)(await Http.SendAsync(post).AcceptedAsync())["links"]!["self"]!;

        await Http.GetAsync(job, second).AnswerAsync();

        await Http.GetAsync(job, other).ProblemAsync(404, "job-not-found");
    }

    [Fact]
    public async Task Delete_Key_IsRefusedAtOnceAndStaysListed()
    {
        var (text, id) = await Http.MakeKeyAsync("""{"name": "gone soon"}""");

        await Http.RevokeKeyAsync(id);
        await Http.RevokeKeyAsync(id);

        await Http.GetAsync("/v1/models", text).ProblemAsync(401, "key-needed");
        var list = await Http.GetAsync("/v1/keys", Admin).AnswerAsync();
        var listed = Assert.Single(list["keys"]!.AsArray(), key => (string?)key!["id"] == id)!;
        Assert.Equal("revoked", (string?)listed["state"]);
        Assert.NotNull(listed["revokedAt"]);
    }

    [Fact]
    public async Task Delete_KeyOfTheConfiguration_SaysWhereItStands()
    {
        var list = await Http.GetAsync("/v1/keys", Admin).AnswerAsync();
        var configured = Assert.Single(list["keys"]!.AsArray())!;

        Assert.Equal("configured", (string?)configured["state"]);
        await Http.SendAsync(With(Admin, HttpMethod.Delete, "/v1/keys/" + (string?)configured["id"])).ProblemAsync(409, "configured-key");
        await Http.SendAsync(With(Admin, HttpMethod.Delete, "/v1/keys/nobody")).ProblemAsync(404, "no-such-key");
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name": " "}""", "name")]
    [InlineData("""{"name": "two\nlines"}""", "name")]
    [InlineData("""{"name": "n", "scopes": []}""", "scopes")]
    [InlineData("""{"name": "n", "scopes": ["everything"]}""", "scopes")]
    [InlineData("""{"name": "n", "tenant": ""}""", "tenant")]
    [InlineData("""{"name": "n", "tenant": "a b"}""", "tenant")]
    [InlineData("""{"name": "n", "expiresAt": "2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name": "n", "requestsPerMinute": 0}""", "requestsPerMinute")]
    [InlineData("""{"name": "n", "concurrentRequests": 1000000}""", "concurrentRequests")]
    public async Task Post_ThatMakesNoSense_NamesTheProperty(string json, string property)
    {
        var problem = await Http.SendAsync(Post(json)).ProblemAsync(422, "invalid-option");

        Assert.Equal(property, (string?)problem["option"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"name": "n", "scope": ["admin"]}""")]
    [InlineData("""{"name": 1}""")]
    public async Task Post_NoObjectOfTheRightKind_IsRefused(string json) =>
        await Http.SendAsync(Post(json)).ProblemAsync(400, "malformed-json");

    [Fact]
    public async Task Post_LargeBody_IsRefused() =>
        await Http.SendAsync(Post($$"""{"name": "{{new string('n', 20_000)}}"}""")).ProblemAsync(413, "too-many-bytes");
}
