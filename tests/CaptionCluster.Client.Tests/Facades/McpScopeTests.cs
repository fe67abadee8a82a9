using System.Net.Http.Headers;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Facades;

public sealed class McpScopeTests() : ServerTests(KeyCalls.AdminSetting)
{
    [Theory]
    [InlineData("caption", "/problems/scope-needed")]
    [InlineData("caption\", \"jobs", "/problems/job-not-found")]
    public async Task DescribeJob_ByAKey_NeedsTheScopeOfJobs(string scopes, string type)
    {
        var (key, _) = await Http.MakeKeyAsync($$"""{"name": "assistant", "scopes": ["{{scopes}}"]}""");
        using var call = KeyCalls.With(key, HttpMethod.Post, "/mcp");
        call.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        call.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        call.Content = new StringContent(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"describe_job","arguments":{"id":"no-such-job"}}}""",
            Encoding.UTF8,
            "application/json"
        );

        using var response = await Http.SendAsync(call);

        Assert.Contains(type, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
