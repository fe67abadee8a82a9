using System.Text.Json.Nodes;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Facades;

public sealed class FacadeAccessTests
{
    private const string Key = "a-key-of-more-than-16-characters";

    [Fact]
    public async Task Request_WithoutAKey_IsRefusedAtEveryFacadeInItsOwnForm()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", Key));
        using var http = server.CreateHttpClient();
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ProblemForm>() is not null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToArray();

        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "POST";
            var path = string.Concat(endpoint.RoutePattern.RawText!.Split('{', '}', '*'));
            using var response = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

            Assert.Equal(401, (int)response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
            Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
        }
    }

    [Theory]
    [InlineData("Ocp-Apim-Subscription-Key", Key, 200)]
    [InlineData("Ocp-Apim-Subscription-Key", "another-key-of-16-characters", 401)]
    [InlineData("Authorization", "Bearer " + Key, 200)]
    public async Task Request_WithAKeyWhereAzuresClientsSendIt_IsLetIn(string header, string value, int status)
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", Key));
        using var http = server.CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/computervision/imageanalysis:analyze?features=caption&api-version=2024-02-01")
        {
            Content = new ByteArrayContent(Pictures.Dog),
        };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Azure", "/computervision/imageanalysis:analyze?features=caption&api-version=2024-02-01")]
    [InlineData("OpenAI", "/openai/v1/chat/completions")]
    [InlineData("HuggingFace", "/huggingface")]
    [InlineData("OpenInference", "/v2/models/default/infer")]
    [InlineData("Mcp", "/mcp")]
    public async Task Request_ToAFacadeThatIsOff_FindsNothing(string name, string address)
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Facades:" + name, "false"));
        using var http = server.CreateHttpClient();

        await http.PostAsync(address, new ByteArrayContent(Pictures.Dog)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Request_OfNoCallOfTheFacade_IsToldSoInItsForm()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();

        using var response = await http.GetAsync("/computervision/imageanalysis:segment");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal("404", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["code"]);
    }
}
