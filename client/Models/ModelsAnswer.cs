using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Sources;

namespace CaptionCluster.Client.Models;

/// <param name="Urls">Whether pictures are fetched from URLs: from nowhere, from the hosts of a list, or from any public address.</param>
internal sealed record ModelsAnswer(
    IReadOnlyList<ServedModelAnswer> Models,
    [property: AllowedValues(SourceOptions.None, SourceOptions.AllowList, SourceOptions.Public)] string Urls);

/// <param name="Attention">The grid that attention weights lie on; absent when the model gives none.</param>
/// <param name="Adequacy">Whether the model judges its own sentences.</param>
/// <param name="Quality">What the quality of its captions is the probability of; absent when it has no calibration.</param>
/// <param name="GraphBytes">Bytes of its graphs and their external data.</param>
/// <param name="Captions">Captions made since it was loaded, on the silo that was asked first.</param>
/// <param name="Refusal">Why its folder, as it is now, was not taken; absent when the folder is what is served.</param>
/// <param name="Tasks">What a model that takes prompts can be asked for, its usual task first; absent for others.</param>
internal sealed record ServedModelAnswer(
    string Name,
    string Revision,
    string Variant,
    string Family,
    string Device,
    [property: AllowedValues("ready")] string State,
    bool IsDefault,
    InputAnswer Input,
    GridAnswer? Attention,
    bool Adequacy,
    QualityAnswer? Quality,
    DecodingAnswer Decoding,
    IReadOnlyList<string>? Tasks,
    long GraphBytes,
    long Captions,
    string? Refusal);

internal sealed record InputAnswer(int Width, int Height);

internal sealed record GridAnswer(int Columns, int Rows);

/// <param name="Event">In a sentence.</param>
/// <param name="Measured">How far that was found to be true, on pictures that were not fitted on.</param>
internal sealed record QualityAnswer(string Event, string? FittedOn, IReadOnlyList<CalibrationMeasurement> Measured);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble), typeof(FiniteSingle)])]
[JsonSerializable(typeof(ModelsAnswer))]
[JsonSerializable(typeof(ServedModelAnswer))]
internal sealed partial class ModelsJson : JsonSerializerContext;
