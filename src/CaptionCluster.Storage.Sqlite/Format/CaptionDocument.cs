using System.Text.Json.Serialization;

namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>The JSON half of a stored caption. Tokens are columns, not objects: a third of the bytes.</summary>
internal sealed record CaptionDocument
{
    public required ModelId Model { get; init; }
    public required DecodingOptions Decoding { get; init; }
    public required string Text { get; init; }
    public required double Score { get; init; }
    public double? Adequacy { get; init; }
    public required int[] Ids { get; init; }
    public required string[] Words { get; init; }
    public required double[] LogProbabilities { get; init; }

    /// <summary>How many attention weights each token has.</summary>
    public required int[] Cells { get; init; }

    public IReadOnlyList<CaptionAlternative> Alternatives { get; init; } = [];
    public required ImageInfo Image { get; init; }
    public required InferenceTiming Timing { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaptionDocument))]
internal sealed partial class CaptionDocumentContext : JsonSerializerContext;
