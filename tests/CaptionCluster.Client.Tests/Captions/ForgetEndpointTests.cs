using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

/// <summary>DELETE, who may do it, and tenants that are kept apart.</summary>
public sealed class ForgetEndpointTests
{
    private const string One = "the-key-of-tenant-one";
    private const string Two = "the-key-of-tenant-two";
    private const string Admin = "the-key-of-the-administrator";

    [Fact]
    public async Task Delete_KnownPicture_IsForgottenAndComputedAnew()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        var picture = Pictures.New();
        await http.CaptionAsync(picture).AnswerAsync();
        var path = $"/v1/captions/{ImageDigest.Compute(picture)}";

        using var deleted = await http.DeleteAsync(path);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await http.GetAsync(path).ProblemAsync(404, "never-seen");
        await http.DeleteAsync(path).ProblemAsync(404, "never-seen");
        Assert.Equal("computed", (string?)(await http.CaptionAsync(picture).AnswerAsync())["source"]);
    }

    [Fact]
    public async Task Delete_WithAnAdminKeyConfigured_NeedsIt()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", One), ("CaptionCluster:AdminKey", Admin));
        using var http = server.CreateHttpClient();
        var picture = Pictures.New();
        await SendAsync(http, One, HttpMethod.Post, picture).AnswerAsync();

        await SendAsync(http, One, HttpMethod.Delete, picture).ProblemAsync(403, "admin-only");
        using var deleted = await SendAsync(http, Admin, HttpMethod.Delete, picture);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Delete_OffLoopbackWithoutAnAdminKey_IsRefused()
    {
        await using var server = await CaptionServer.StartAsync(IPAddress.Any, ("CaptionCluster:ApiKeys:0", One));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Address.Port}") };

        await SendAsync(http, One, HttpMethod.Delete, Pictures.Dog).ProblemAsync(403, "admin-only");
    }

    [Fact]
    public async Task Post_TenantsApart_NeitherLearnsWhatTheOtherSent()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:ApiKeys:0", One),
            ("CaptionCluster:ApiKeys:1", Two),
            ("CaptionCluster:SeparateTenants", "true"),
            ("CaptionCluster:AdminKey", Admin)
        );
        using var http = server.CreateHttpClient();
        var picture = Pictures.New();

        await SendAsync(http, One, HttpMethod.Post, picture).AnswerAsync();

        await SendAsync(http, Two, HttpMethod.Get, picture).ProblemAsync(404, "never-seen");
        var answer = await SendAsync(http, Two, HttpMethod.Post, picture).AnswerAsync();
        Assert.Equal("computed", (string?)answer["source"]);
        Assert.Equal(ImageDigest.Compute(picture).ToString(), (string?)answer["image"]!["sha256"]);
        Assert.Equal("hit", (string?)(await SendAsync(http, One, HttpMethod.Get, picture).AnswerAsync())["source"]);

        using var deleted = await SendAsync(http, Admin, HttpMethod.Delete, picture);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await SendAsync(http, One, HttpMethod.Get, picture).ProblemAsync(404, "never-seen");
        await SendAsync(http, Two, HttpMethod.Get, picture).ProblemAsync(404, "never-seen");
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string key, HttpMethod method, byte[] picture)
    {
        var isPost = method == HttpMethod.Post;
        var request = new HttpRequestMessage(method, "/v1/captions" + (isPost ? "" : $"/{ImageDigest.Compute(picture)}"))
        {
            Content = isPost ? new ByteArrayContent(picture) : null,
        };
        request.Headers.Add("X-Api-Key", key);
        return http.SendAsync(request);
    }
}
