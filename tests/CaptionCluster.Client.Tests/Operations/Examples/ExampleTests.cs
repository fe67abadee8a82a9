using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Operations.Examples;

/// <summary>
/// The description's examples are there, are what their schemas say, and are what the server answers. Recorded anew with
/// <c>CAPTIONCLUSTER_WRITE_DOCS=1</c>; built and run once more, docs/openapi.json has them.
/// </summary>
public sealed class ExampleTests(RecordedAnswers recorded) : IClassFixture<RecordedAnswers>
{
    private static readonly string s_folder = Path.Combine(Fixtures.Repository, "client", "Reference", "Examples");

    private static readonly JsonSerializerOptions s_indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of each run, each moment, or each machine's last digits.</summary>
    private static readonly HashSet<string> s_passing =
    [
        "id", "key", "self", "events", "results", "createdAt", "endedAt", "at", "expiresAt", "next", "remainingSeconds", "captions",
        "variant", "device", "done", "waiting", "progress", "asOf", "address", "startedAt", "lastSeenAt", "processors", "memoryBytes",
        "captionsPerMinute", "batchFill", "hitRate", "savedSeconds", "failed", "overloaded",
    ];

    /// <summary>What was done in which order is another each time.</summary>
    private static readonly HashSet<string> s_course = ["traces", "spans", "batches"];

    [Fact]
    public async Task Operations_Each_HasExamplesOfWhatItTakesAndAnswers()
    {
        foreach (var (name, operation) in Operations(await DocumentAsync()))
        {
            if (operation["requestBody"]?["content"] is JsonObject bodies)
            {
                Assert.True(bodies.Any(body => body.Value!["example"] is not null), $"{name} shows no body");
            }

            foreach (var (status, answer) in operation["responses"]!.AsObject().Where(answer => answer.Key[0] == '2'))
            {
                foreach (var (type, content) in answer!["content"] as JsonObject ?? [])
                {
                    Assert.True(content!["example"] is not null, $"{name} shows no {status} in {type}");
                }
            }
        }
    }

    [Fact]
    public async Task Examples_Each_AreAsTheirSchemaSays()
    {
        var document = await DocumentAsync();
        var check = new SchemaCheck(document);
        var contents = Operations(document).SelectMany(entry => Contents(entry.Operation, entry.Name)).ToList();
        var problem = document["components"]!["schemas"]!["Problem"];

        var faults = contents.SelectMany(content => check.Faults(content.Body["schema"], content.Body["example"], content.Name));
        Assert.Equal("", string.Join('\n', faults));
        Assert.Empty(document["components"]!["examples"]!.AsObject().SelectMany(
            example => check.Faults(problem, example.Value!["value"], example.Key)));
        Assert.True(contents.Count > 20);
    }

    [Fact]
    public async Task Examples_OfOperations_AreWhatTheServerAnswers()
    {
        var (told, shown) = (Lasting(recorded.Operations), Lasting(await ReadAsync("operations.json")));
        if (!IsWriting) Assert.Equal(told, shown);
        else if (!told.SequenceEqual(shown)) await WriteAsync("operations.json", WithoutTheKey(recorded.Operations));
    }

    [Fact]
    public async Task Examples_OfProblems_AreWhatTheServerAnswers()
    {
        var shown = (await ReadAsync("problems.json")).AsArray();
        foreach (var problem in recorded.Problems)
        {
            var code = ((string)problem["type"]!)["/problems/".Length..];
            var example = shown.Single(entry => (string?)entry!["code"] == code && (int?)entry["status"] == (int?)problem["status"])!;
            foreach (var member in new[] { "title", "detail", "option" })
            {
                if (IsWriting && problem[member] is { } text) example[member] = text.DeepClone();
                Assert.Equal((string?)problem[member], (string?)example[member]);
            }
        }

        if (IsWriting) await WriteAsync("problems.json", shown);
        var several = recorded.Problems.GroupBy(problem => $"{problem["status"]} {problem["type"]}").Where(same => same.Count() > 1);
        Assert.Empty(several.Select(same => same.Key)); // Each shows another problem.
    }

    [Fact]
    public async Task Examples_OfProblems_AreOneForEachType()
    {
        var shown = (await ReadAsync("problems.json")).AsArray().Select(entry => ((int)entry!["status"]!, (string)entry["code"]!));

        Assert.Equal(ProblemTypes.All.Select(type => (type.Status, type.Code)), shown);
    }

    private static bool IsWriting => Environment.GetEnvironmentVariable("CAPTIONCLUSTER_WRITE_DOCS") is { Length: > 0 };

    private Task<JsonNode> DocumentAsync() => recorded.Http.GetAsync("/openapi/v1.json").JsonAsync();

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!)));

    private static IEnumerable<(string Name, JsonNode Body)> Contents(JsonNode operation, string name) =>
        operation["responses"]!.AsObject().Select(answer => (Name: $"{name} {answer.Key}", Part: answer.Value!))
            .Append((Name: $"{name} body", Part: operation["requestBody"] ?? new JsonObject()))
            .SelectMany(entry => (entry.Part["content"] as JsonObject ?? [])
                .Select(content => ($"{entry.Name} {content.Key}", content.Value!)))
            .Where(content => content.Item2["example"] is not null);

    private static async Task<JsonNode> ReadAsync(string file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(s_folder, file)))!;

    private static Task WriteAsync(string file, JsonNode json) =>
        File.WriteAllTextAsync(Path.Combine(s_folder, file), json.ToJsonString(s_indented) + "\n");

    /// <summary>Whoever looks for leaked keys would find one that never opened anything of theirs.</summary>
    private static JsonNode WithoutTheKey(JsonNode operations)
    {
        var shown = operations.DeepClone();
        shown["POST /v1/keys"]!["answers"]!["201"]!["application/json"]!["key"] = "cck_…";
        return shown;
    }

    /// <summary>What is the same each time, a line for each value.</summary>
    private static IEnumerable<string> Lasting(JsonNode? node, string place = "") => node switch
    {
        JsonObject properties => properties
            .Where(property => !s_passing.Contains(property.Key) || property.Value is JsonObject or JsonArray)
            .SelectMany(property =>
                s_course.Contains(property.Key) ? [$"{place}/{property.Key}"] : Lasting(property.Value, $"{place}/{property.Key}")),
        JsonArray items => items.SelectMany((item, index) => Lasting(item, $"{place}/{index}")),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            [double.IsInteger((double)value) ? $"{place}: {value}" : $"{place}: a share"],
        JsonValue value when value.GetValueKind() == JsonValueKind.String && ((string)value!).Contains('\n', StringComparison.Ordinal) =>
            [place],
        _ => [$"{place}: {node?.ToJsonString()}"],
    };
}
