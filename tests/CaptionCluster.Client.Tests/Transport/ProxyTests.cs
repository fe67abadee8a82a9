using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Transport;

public sealed class ProxyTests
{
    [Fact]
    public async Task PathBase_Configured_StandsBeforeEveryLink()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Proxy:PathBase", "/alt/text"));
        using var http = server.CreateHttpClient();

        var job = await (await http.PostFilesAsync("/alt/text/v1/jobs", Pictures.New())).JobAsync();
        var without = await http.PostFilesAsync("/v1/jobs", Pictures.New());
        var document = await http.GetAsync("/alt/text/openapi/v1.json").JsonAsync();
        var page = await http.GetAsync("/alt/text/");

        Assert.StartsWith("/alt/text/v1/jobs/", job, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(job)).StatusCode);
        Assert.StartsWith("/v1/jobs/", await without.JobAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/alt/text", ((string)document["servers"]![0]!["url"]!).TrimEnd('/'), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.0/8", "/captions/v1/jobs/")]
    [InlineData("127.0.0.1", "/captions/v1/jobs/")]
    [InlineData("10.0.0.0/8", "/v1/jobs/")]
    public async Task Prefix_OfAProxy_IsBelievedIfItIsKnown(string known, string expected)
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Proxy:Known:0", known));
        using var http = server.CreateHttpClient();
        http.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/captions");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        var job = await (await http.PostFilesAsync("/v1/jobs", Pictures.New())).JobAsync();

        Assert.StartsWith(expected, job, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefix_WithoutKnownProxies_IsNobodys()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        http.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/captions");

        var job = await (await http.PostFilesAsync("/v1/jobs", Pictures.New())).JobAsync();

        Assert.StartsWith("/v1/jobs/", job, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Proxy:PathBase", "captions", "PathBase must be like /captions")]
    [InlineData("Proxy:PathBase", "/captions/", "PathBase must be like /captions")]
    [InlineData("Proxy:Known:0", "nearby", "'nearby' is no address and no network")]
    public async Task Start_WrongSetting_IsRefusedByName(string key, string value, string said)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => CaptionServer.StartAsync(("CaptionCluster:" + key, value)));

        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }
}

file static class Jobs
{
    public static async Task<string> JobAsync(this HttpResponseMessage accepted)
    {
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        return accepted.Headers.Location!.ToString();
    }
}
