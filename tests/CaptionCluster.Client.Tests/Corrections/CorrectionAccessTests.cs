using System.Net;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Corrections;

/// <summary>Who may correct, and who may read what was corrected.</summary>
public sealed class CorrectionAccessTests() : ServerTests(KeyCalls.AdminSetting, ("CaptionCluster:SeparateTenants", "true"))
{
    [Fact]
    public async Task Corrections_AreOfATenantThatMayCaption_AndListedForTheAdmin()
    {
        var (one, _) = await Http.MakeKeyAsync("""{"name":"one","scopes":["caption"]}""");
        var (two, _) = await Http.MakeKeyAsync("""{"name":"two","scopes":["caption"]}""");
        var (jobs, _) = await Http.MakeKeyAsync("""{"name":"jobs","scopes":["jobs"]}""");
        var picture = Pictures.New();
        var path = $"/v1/captions/{ImageDigest.Compute(picture)}";
        foreach (var key in new[] { one, two }) await PostAsync(key, picture).AnswerAsync();

        await PutAsync(jobs, path).ProblemAsync(403, "scope-needed");
        using var put = await PutAsync(one, path);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("person", (string?)(await Http.GetAsync(path, one).AnswerAsync())["author"]);
        Assert.Equal("model", (string?)(await Http.GetAsync(path, two).AnswerAsync())["author"]);
        await Http.GetAsync("/v1/corrections", one).ProblemAsync(403, "admin-only");
        using var list = await Http.GetAsync("/v1/corrections", KeyCalls.Admin);
        Assert.Contains(ImageDigest.Compute(picture).ToString(), await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string key, byte[] picture)
    {
        var request = KeyCalls.With(key, HttpMethod.Post, "/v1/captions");
        request.Content = new ByteArrayContent(picture);
        return Http.SendAsync(request);
    }

    private Task<HttpResponseMessage> PutAsync(string key, string path)
    {
        var request = KeyCalls.With(key, HttpMethod.Put, path + "/correction");
        request.Content = new StringContent("""{"caption":"Rex runs."}""", Encoding.UTF8, "application/json");
        return Http.SendAsync(request);
    }
}
