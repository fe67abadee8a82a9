using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace CaptionCluster.Client.Tests.Facades;

/// <summary>The protocol's own client for .NET, pointed here.</summary>
public sealed class McpTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private readonly HttpClient _http = fixture.Http;
    private McpClient _client = null!;

    public async Task InitializeAsync() => _client = await ConnectAsync(fixture.Server);

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task ListTools_TellsWhatThereIs()
    {
        var tools = await _client.ListToolsAsync();

        Assert.Equal(["caption_image", "describe_job"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool.Annotations!.ReadOnlyHint));
    }

    [Fact]
    public async Task CaptionImage_Base64_IsItsSentenceAndTheWholeAnswer()
    {
        var picture = Pictures.New();

        var result = await CallAsync("caption_image", ("base64", Convert.ToBase64String(picture)));

        Assert.NotEqual(true, result.IsError);
        Assert.Equal("A dog runs.", TextOf(result));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), DigestOf(result));
    }

    [Fact]
    public async Task CaptionImage_LargerThanAFirstBuffer_IsCopiedWhole()
    {
        var picture = new byte[300_000];
        Pictures.New().CopyTo(picture, 0);

        var result = await CallAsync("caption_image", ("url", "data:image/jpeg;base64," + Convert.ToBase64String(picture)));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), DigestOf(result));
    }

    [Fact]
    public async Task CaptionImage_Digest_IsKnownOnceItWasSent()
    {
        var picture = Pictures.New();
        var digest = Convert.ToHexString(SHA256.HashData(picture));
        var before = await CallAsync("caption_image", ("sha256", digest));
        await _http.CaptionAsync(picture).AnswerAsync();

        var after = await CallAsync("caption_image", ("sha256", digest), ("model", "default"));

        Assert.Equal("/problems/never-seen", TypeOf(before));
        Assert.Equal("A dog runs.", TextOf(after));
    }

    [Theory]
    [InlineData("url", "https://example.com/dog.jpg", "/problems/urls-off")]
    [InlineData("base64", "!!!", "/problems/malformed-base64")]
    [InlineData("base64", "aGVsbG8=", "/problems/unsupported-format")]
    [InlineData("sha256", "abc", "/problems/malformed-digest")]
    [InlineData("base64", 5, "/problems/invalid-option")]
    [InlineData("path", "/etc/passwd", "/problems/invalid-option")]
    [InlineData("model", "default", "/problems/invalid-option")]
    public async Task CaptionImage_WithoutAPicture_TellsTheModelWhy(string name, object value, string type)
    {
        var result = await CallAsync("caption_image", (name, value));

        Assert.True(result.IsError);
        Assert.Equal(type, TypeOf(result));
        Assert.NotEmpty(TextOf(result));
    }

    [Fact]
    public async Task CaptionImage_TwoPictures_IsRefused() =>
        Assert.Equal("/problems/invalid-option", TypeOf(await CallAsync("caption_image", ("base64", ""), ("sha256", ""))));

    [Fact]
    public async Task DescribeJob_OfOnesOwn_TellsHowItStands()
    {
        var job = await _http.PostFilesAsync("/v1/jobs", Pictures.New(), Pictures.New()).AcceptedAsync();
        await _http.EndAsync(job);

        var result = await CallAsync("describe_job", ("id", (string)job["id"]!), ("max", 1));

        var told = JsonNode.Parse(TextOf(result))!;
        Assert.Equal("completed", (string?)told["state"]);
        Assert.Equal("A dog runs.", (string?)Assert.Single(told["results"]!.AsArray())!["result"]!["caption"]);
        Assert.NotNull(told["next"]);
    }

    [Theory]
    [InlineData("id", "no-such-job", "/problems/job-not-found")]
    [InlineData("id", 5, "/problems/invalid-option")]
    [InlineData("name", "x", "/problems/invalid-option")]
    [InlineData("max", 5, "/problems/invalid-option")]
    public async Task DescribeJob_OfNone_TellsTheModelWhy(string name, object value, string type) =>
        Assert.Equal(type, TypeOf(await CallAsync("describe_job", (name, value))));

    [Theory]
    [InlineData("max", -1)]
    [InlineData("max", 5000)]
    [InlineData("max", "5")]
    [InlineData("after", 0.5)]
    public async Task DescribeJob_APageThatThereIsNot_IsRefused(string name, object value)
    {
        var job = await _http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();

        Assert.Equal("/problems/invalid-option", TypeOf(await CallAsync("describe_job", ("id", (string)job["id"]!), (name, value))));
    }

    [Fact]
    public async Task Message_LargerThanAllowed_IsRefused()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Facades:McpMaxBytes", "65536"));
        using var http = server.CreateHttpClient();

        var error = await ErrorAsync(http, "\"" + new string('a', 70_000) + "\"", HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("/problems/too-many-bytes", (string?)error["data"]!["type"]);
    }

    [Fact]
    public async Task Message_OfMoreValuesThanATreeShouldHave_IsRefused()
    {
        var error = await ErrorAsync(_http, $"[{string.Join(',', Enumerable.Repeat("1", 5000))}]", HttpStatusCode.BadRequest);

        Assert.Contains("more than 4096 values", (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json", 400, -32700)]
    [InlineData("{}", "application/json", 400, -32600)]
    [InlineData("5", "application/json", 400, -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", null, 415, -32000)]
    public async Task Message_ThatIsNone_IsTheSendersFault(string body, string? type, int status, int code) =>
        Assert.Equal(code, (int?)(await ErrorAsync(_http, body, (HttpStatusCode)status, type))["code"]);

    [Fact]
    public async Task Connect_KeysAreDemanded_NeedsOne()
    {
        const string Key = "a-key-of-more-than-16-characters";
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", Key));

        await using var client = await ConnectAsync(server, Key);
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(server));

        Assert.Equal(2, (await client.ListToolsAsync()).Count);
    }

    /// <summary>What a client caused is not logged, what failed is.</summary>
    [Fact]
    public async Task CallTool_WhatFails_IsLoggedOnceAndWhatIsRefusedNot()
    {
        await using var server = await CaptionServer.StartAsync();
        await using var client = await ConnectAsync(server);
        var picture = new Dictionary<string, object?>(StringComparer.Ordinal) { ["base64"] = Convert.ToBase64String(Pictures.New()) };
        await client.CallToolAsync("caption_image");
        await Assert.ThrowsAsync<McpProtocolException>(async () => await client.CallToolAsync("paint_image"));
        Assert.Empty(server.Log.Lines);
        server.Model.Failure = new InvalidOperationException("the secret");

        var result = await client.CallToolAsync("caption_image", picture);

        Assert.True(result.IsError);
        Assert.DoesNotContain("secret", TextOf(result), StringComparison.Ordinal);
        Assert.Single(server.Log.Lines, line => line.Contains("Tool caption_image failed", StringComparison.Ordinal));
    }

    private static Task<McpClient> ConnectAsync(CaptionServer server, string? key = null)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Address, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
        };
        if (key is not null) options.AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Api-Key"] = key };
        return McpClient.CreateAsync(new HttpClientTransport(options));
    }

    private async Task<CallToolResult> CallAsync(string tool, params (string Name, object Value)[] arguments) =>
        await _client.CallToolAsync(
            tool, arguments.ToDictionary(argument => argument.Name, object? (argument) => argument.Value, StringComparer.Ordinal));

    private static string TextOf(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    private static string? DigestOf(CallToolResult result) =>
        result.StructuredContent!.Value.GetProperty("image").GetProperty("sha256").GetString();

    private static string? TypeOf(CallToolResult result) => result.StructuredContent!.Value.GetProperty("type").GetString();

    private static async Task<JsonNode> ErrorAsync(HttpClient http, string json, HttpStatusCode status, string? type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        if (type is not null) request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("Accept", "application/json, text/event-stream");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["error"]!;
    }
}
