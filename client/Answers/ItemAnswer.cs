using System.Text.Json;
using System.Text.Json.Serialization;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Answers;

/// <summary>One of many pictures: its caption, or what was wrong with it.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Id">What its sender calls it: the line's id, or the file's name.</param>
/// <param name="Sha256">Absent when it could not be read.</param>
/// <param name="Attempts">How often a job tried; absent in batches.</param>
internal sealed record ItemAnswer(
    int Index,
    string? Id,
    string? Sha256,
    CaptionAnswer? Result = null,
    ItemError? Error = null,
    int? Attempts = null,
    DateTimeOffset? At = null)
{
    /// <summary>Itself as JSON, once it is written.</summary>
    [JsonIgnore]
    public byte[]? Json { get; init; }

    /// <summary>What is known of a job's item before its caption is looked at.</summary>
    public static ItemAnswer Bare(JobOutcome outcome) =>
        new(outcome.Index, outcome.Name, outcome.Digest.ToString(), Attempts: outcome.Attempts, At: outcome.At);

    public static ItemAnswer Of(JobOutcome outcome, AltTextStyle style) => outcome switch
    {
        { Fault: { } fault } => Bare(outcome) with { Error = new ItemError("/problems/" + fault.Code, fault.Message) },
        { Caption: { IsSound: true } caption } => Bare(outcome) with { Result = CaptionAnswer.Of(outcome.Digest, caption, style) },

        // Earlier versions kept what a model gave for a number and was none.
        _ => Bare(outcome) with { Error = ItemError.From(new InferenceFailedException("No numbers.")) },
    };
}

/// <param name="Type">That of the problem the picture would have been answered with alone.</param>
internal sealed record ItemError(string Type, string Detail)
{
    public static ItemError From(Exception error)
    {
        var problem = ProblemMap.From(error);
        return new ItemError(problem.Type, problem.Detail);
    }
}

/// <summary>Puts an item into a larger answer as it was written.</summary>
internal sealed class WrittenItem : JsonConverter<ItemAnswer>
{
    public override ItemAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, ItemAnswer value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json, skipInputValidation: true);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble), typeof(FiniteSingle)])]
[JsonSerializable(typeof(ItemAnswer))]
internal sealed partial class ItemJson : JsonSerializerContext;
