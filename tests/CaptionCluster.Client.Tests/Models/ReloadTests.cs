using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Models;

/// <summary>The default model is replaced while pictures come in.</summary>
public sealed class ReloadTests : IDisposable
{
    private const int Swaps = 20;
    private const int Askers = 6;

    private readonly string _models = Directory.CreateTempSubdirectory("models-").FullName;

    public ReloadTests()
    {
        Directory.CreateDirectory(Path.Combine(_models, "default"));
        string[] leftOut = ["golden.json", "decoder_model.onnx", "decoder_with_past_model.onnx"];
        foreach (
            var file in Directory.EnumerateFiles(Fixtures.Local("tiny-vit-gpt2")).Where(file => !leftOut.Contains(Path.GetFileName(file)))
        )
        {
            File.Copy(file, FileOf(Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_models, recursive: true);

    [Fact]
    public async Task Reload_TwentySwapsUnderLoad_NoRequestFailsAndEachAnswerIsOfItsRevision()
    {
        await using var server = await StartAsync();
        using var http = server.CreateHttpClient();
        var words = new ConcurrentDictionary<string, string>(StringComparer.Ordinal) { [await RevisionAsync(http)] = "a" };
        using var stopping = new CancellationTokenSource();
        var askers = Enumerable.Range(0, Askers).Select(_ => AskAsync(http, stopping.Token)).ToArray();

        for (var swap = 1; swap <= Swaps; swap++)
        {
            Rename($"a{swap}");
            var model = await http.PostAsync("/v1/models/default/reload", null).AnswerAsync();
            words[(string)model["revision"]!] = $"a{swap}";
            var next = await http.CaptionAsync(Pictures.New()).AnswerAsync();
            Assert.Equal((string?)model["revision"], (string?)next["model"]!["revision"]);
        }

        await stopping.CancelAsync();
        var answers = (await Task.WhenAll(askers)).SelectMany(each => each).ToList();
        Assert.Equal(Swaps + 1, words.Count);
        Assert.True(answers.Count > Swaps, $"Only {answers.Count} answers.");
        Assert.All(answers, answer => Assert.StartsWith(
            words[(string)answer["model"]!["revision"]!] + " ", ((string)answer["tokens"]![0]!["text"]!) + " ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_HalfWrittenCopy_IsRefusedAndServiceGoesOn()
    {
        await using var server = await StartAsync();
        using var http = server.CreateHttpClient();
        var before = await RevisionAsync(http);
        using (var graph = new FileStream(FileOf("encoder_model.onnx"), FileMode.Open)) graph.SetLength(graph.Length / 3);

        var problem = await http.PostAsync("/v1/models/default/reload", null).ProblemAsync(422, "model-refused");

        Assert.Contains("encoder_model.onnx", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await RevisionAsync(http));
        await http.CaptionAsync(Pictures.New()).AnswerAsync();
    }

    [Fact]
    public async Task Reload_UnknownModel_Is404()
    {
        await using var server = await StartAsync();
        using var http = server.CreateHttpClient();

        await http.PostAsync("/v1/models/nobody/reload", null).ProblemAsync(404, "no-such-model");
        await http.PostAsync("/v1/models/..%2F..%2Fetc/reload", null).ProblemAsync(404, "no-such-model");
    }

    [Fact]
    public async Task Reload_WithoutAdminKey_IsForbidden()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:AdminKey", "an-admins-key-of-some-length"));
        using var http = server.CreateHttpClient();

        await http.PostAsync("/v1/models/default/reload", null).ProblemAsync(403, "admin-only");
        http.DefaultRequestHeaders.Add("X-Api-Key", "an-admins-key-of-some-length");
        await http.PostAsync("/v1/models/default/reload", null).ProblemAsync(503, "model-not-available");
    }

    private static async Task<string> RevisionAsync(HttpClient http) =>
        (string)(await http.GetAsync("/v1/models").AnswerAsync())["models"]![0]!["revision"]!;

    private static async Task<List<JsonNode>> AskAsync(HttpClient http, CancellationToken stopping)
    {
        var answers = new List<JsonNode>();
        while (!stopping.IsCancellationRequested) answers.Add(await http.CaptionAsync(Pictures.New(), "?include=tokens").AnswerAsync());
        return answers;
    }

    private async Task<CaptionServer> StartAsync()
    {
        var server = CaptionServer.Start(null, IPAddress.Loopback, ("CaptionCluster:Models:Folder", _models));
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        return server;
    }

    private string FileOf(string file) => Path.Combine(_models, "default", file);

    /// <summary>The word that most sentences begin with: it tells which model spoke.</summary>
    private void Rename(string word)
    {
        var text = File.ReadAllText(FileOf("tokenizer.json"));
        var at = text.IndexOf(": 65,", StringComparison.Ordinal);
        var start = text.LastIndexOf('"', at - 2);
        File.WriteAllText(FileOf("tokenizer.json"), text[..(start + 1)] + word + text[(at - 1)..]);
    }
}
