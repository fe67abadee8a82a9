using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Reference;

/// <summary>What the description shows as examples: recorded, with the bundled model and the repository's photos.</summary>
internal static class ExampleBook
{
    private static readonly JsonObject s_operations = Read<JsonObject>("operations.json");

    /// <summary>One for each type of a problem.</summary>
    public static IReadOnlyList<ProblemExample> Problems { get; } = Read<List<ProblemExample>>("problems.json");

    /// <param name="operation"><c>POST /v1/captions</c></param>
    public static OperationExamples? Of(string operation) =>
        s_operations[operation]?.Deserialize<OperationExamples>(JsonSerializerOptions.Web);

    private static T Read<T>(string name)
    {
        using var stream = typeof(ExampleBook).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }
}

/// <param name="Request">By content type.</param>
/// <param name="Answers">By status, then by content type.</param>
internal sealed record OperationExamples(Dictionary<string, JsonNode>? Request, Dictionary<string, Dictionary<string, JsonNode>>? Answers);

/// <param name="At">Which operations answer with it: <c>all</c>, <c>change</c>, <c>picture</c>, or what is in their name.</param>
internal sealed record ProblemExample(int Status, string Code, string Title, string Detail, string? Option, string[] At)
{
    /// <summary>A name that is no other's: one code may come with two statuses.</summary>
    public string Name => ExampleBook.Problems.First(other => other.Code == Code) == this ? Code : $"{Code}-{Status}";

    public bool IsAt(string operation) => At.Any(place => place switch
    {
        "all" => true,
        "change" => !operation.StartsWith("GET ", StringComparison.Ordinal),
        "picture" => operation is "POST /v1/captions" or "POST /v1/alt-text",
        _ => operation.Contains(place, StringComparison.Ordinal),
    });

    public JsonNode ToJson() => JsonNode.Parse(ProblemWriter.Json(
        Problem.Of(Status, Code, Title, Detail, Option) with { TraceId = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00" }))!;
}
