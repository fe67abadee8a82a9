using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Answers;

/// <summary>A caption as answered. Timing, tokens and alternatives only when included.</summary>
/// <param name="Caption">A sentence.</param>
/// <param name="AltText">The same for an alt attribute: no full stop.</param>
/// <param name="Confidence">Geometric mean of the tokens' probabilities, 0 to 1.</param>
/// <param name="Adequacy">How well the sentence fits the picture by the model's own judgement, 0 to 1; absent when it has none.</param>
/// <param name="Quality">The probability, 0 to 1, that the caption is as good as a person's: what the model's calibration says of both (its event is in /v1/models); null when it has none.</param>
/// <param name="Source">computed, coalesced (another request was doing the work) or hit (it was known).</param>
/// <param name="Stored">False when the caption is not durable yet.</param>
internal sealed record CaptionAnswer(
    string Caption,
    string AltText,
    double Confidence,
    double? Adequacy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Quality,
    ImageAnswer Image,
    ModelAnswer Model,
    string Source,
    bool Stored,
    TimingAnswer? Timing,
    IReadOnlyList<TokenAnswer>? Tokens,
    IReadOnlyList<AlternativeAnswer>? Alternatives);

/// <param name="Width">As seen: after EXIF orientation.</param>
internal sealed record ImageAnswer(string Sha256, int Width, int Height, string Format);

internal sealed record ModelAnswer(string Name, string Revision, string Variant);

/// <summary>Where the time went. Queue, encode and decode are those of the inference that made the caption, whoever asked for it.</summary>
/// <param name="IntakeMs">Reading, checking, decoding and resizing the picture, for this request; absent when no picture was sent.</param>
/// <param name="TotalMs">This request, from its headers to its answer.</param>
internal sealed record TimingAnswer(
    double? IntakeMs, double QueueMs, double EncodeMs, double DecodeMs, double TotalMs, int EncodeBatch, int DecodeBatch);

/// <param name="Text">Empty for the token that ends the sentence.</param>
/// <param name="LogProbability">Null for a token that the model ruled out and that was forced all the same: JSON has no infinity.</param>
/// <param name="Attention">Weights of the model's grid cells, row by row.</param>
internal sealed record TokenAnswer(string Text, double LogProbability, float[]? Attention);

internal sealed record AlternativeAnswer(string Caption, string AltText, double Score, double? Adequacy);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble), typeof(FiniteSingle)])]
[JsonSerializable(typeof(CaptionAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
