using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Problems;

/// <summary>Problem details (RFC 9457). <see cref="Type"/> is stable; programs tell problems apart by it.</summary>
/// <param name="Option">The option that makes no sense, when it is one.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string? Option = null)
{
    public string? TraceId { get; init; }

    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <param name="code">The end of the type: lower-case words joined by hyphens.</param>
    public static Problem Of(int status, string code, string title, string detail, string? option = null) =>
        new("/problems/" + code, title, status, detail, option);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
