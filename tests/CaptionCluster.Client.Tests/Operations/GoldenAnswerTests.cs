using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Operations;

/// <summary>The whole way, model included: photos over HTTP get the sentences of the golden file.</summary>
public sealed class GoldenAnswerTests
{
    [SharedFact]
    public async Task Post_GoldenPhotosAtOnce_GetTheirGoldenCaptions()
    {
        await using var server = CaptionServer.Start(null, System.Net.IPAddress.Loopback, ("CaptionCluster:Models:Variant", "float32"));
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        using var http = server.CreateHttpClient();
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Fixtures.Local("golden.json")))!["rows"]!.AsArray();

        var answers = await Task.WhenAll(golden.Select(row => AskAsync(http, (string)row!["photo"]!)));

        foreach (var (row, answer) in golden.Zip(answers))
        {
            var words = answer["tokens"]!.AsArray().Select(token => (string)token!["text"]!).Where(word => word.Length > 0);
            Assert.Equal((string?)row!["text"], string.Join(' ', words));
            Assert.Equal((string?)row["sha256"], (string?)answer["image"]!["sha256"]);
            Assert.Equal((double)row["adequacy"]!, (double)answer["adequacy"]!, 1e-3);
            var expected = row["logProbabilities"]!.AsArray().Select(value => (double)value!).ToArray();
            var actual = answer["tokens"]!.AsArray().Select(token => (double)token!["logProbability"]!).ToArray();
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }
    }

    private static async Task<JsonNode> AskAsync(HttpClient http, string photo)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Fixtures.Shared, photo));
        return await http.CaptionAsync(bytes, "?include=tokens").AnswerAsync();
    }
}
