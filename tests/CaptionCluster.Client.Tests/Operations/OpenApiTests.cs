using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Operations;

/// <summary>
/// docs/openapi.json is what the server says of itself. Written anew with <c>CAPTIONCLUSTER_WRITE_DOCS=1</c>; a change of it is a change
/// that clients see.
/// </summary>
public sealed class OpenApiTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string s_path = Path.Combine(Fixtures.Repository, "docs", "openapi.json");
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Fact]
    public async Task Document_OfTheServer_IsTheOneInDocs()
    {
        var document = await fixture.Http.GetAsync("/openapi/v1.json").JsonAsync();
        document.AsObject().Remove("servers"); // Where this one runs.
        var text = document.ToJsonString(s_indented) + "\n";
        if (Environment.GetEnvironmentVariable("CAPTIONCLUSTER_WRITE_DOCS") is { Length: > 0 }) await File.WriteAllTextAsync(s_path, text);

        Assert.Equal(await File.ReadAllTextAsync(s_path), text);
    }

    [Fact]
    public async Task Document_Numbers_AreNumbers()
    {
        var document = await fixture.Http.GetAsync("/openapi/v1.json").JsonAsync();

        Assert.DoesNotContain(
            Schemas(document),
            schema => TypesOf(schema) is var types && types.Contains("string") && types.Any(type => type is "integer" or "number")
        );
    }

    [Fact]
    public async Task Document_SourceOfAnAnswer_SaysWhichWords()
    {
        var document = await fixture.Http.GetAsync("/openapi/v1.json").JsonAsync();
        var source = document["components"]!["schemas"]!["CaptionAnswer"]!["properties"]!["source"]!;

        Assert.Equal(["computed", "coalesced", "hit"], source["enum"]!.AsArray().Select(word => (string)word!));
    }

    private static IEnumerable<JsonObject> Schemas(JsonNode? node) =>
        node switch
        {
            JsonObject entries => entries.Select(entry => entry.Value).SelectMany(Schemas).Prepend(entries),
            JsonArray items => items.SelectMany(Schemas),
            _ => [],
        };

    private static string[] TypesOf(JsonObject schema) => schema["type"] is JsonArray types ? [.. types.Select(type => (string)type!)] : [];
}
