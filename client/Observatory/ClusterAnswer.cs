using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Observatory;

/// <param name="AsOf">When it was asked.</param>
/// <param name="Membership">known; silent when the cluster does not say who belongs to it, and what was known last is told.</param>
/// <param name="Front">The front that answers.</param>
/// <param name="Silos">Those that are there first, then those that were lost in the last quarter of an hour.</param>
internal sealed record ClusterAnswer(
    DateTimeOffset AsOf,
    [property: AllowedValues("known", "silent")] string Membership,
    FrontAnswer Front,
    IReadOnlyList<SiloAnswer> Silos);

/// <param name="Version">Of the program.</param>
internal sealed record FrontAnswer(string Name, string Version, LoadAnswer Load, HistoryAnswer? History);

/// <param name="Status">active, joining, leaving, dead; silent for one that should answer and does not.</param>
/// <param name="LastSeenAt">When it answered this front last, or gave the cluster a sign of life.</param>
/// <param name="Load">What it said last; absent when it never said anything.</param>
internal sealed record SiloAnswer(
    string Name,
    string Address,
    [property: AllowedValues("active", "joining", "leaving", "dead", "silent")] string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset LastSeenAt,
    string? Version,
    IReadOnlyList<string>? Roles,
    IReadOnlyList<SiloModelAnswer>? Models,
    LoadAnswer? Load,
    HistoryAnswer? History);

internal sealed record SiloModelAnswer(string Name, string Revision, string Variant);

/// <summary>Counts and shares are of the last quarter of an hour, or of as much of it as the process has lived.</summary>
/// <param name="Processors">Processors busy, of the last seconds.</param>
/// <param name="MemoryBytes">Resident memory.</param>
/// <param name="QueueDepth">Pictures that wait for a stage of a model.</param>
/// <param name="QueueSeconds">How long the device has to do with them.</param>
/// <param name="CaptionsPerMinute">Answered by a front, or inferred by a silo, in the last minute.</param>
/// <param name="BatchFill">Pictures in the encoder's batches over what would have fitted, 0 to 1; absent without a batch.</param>
/// <param name="HitRate">Answers without inference over all answers, 0 to 1; absent without any.</param>
/// <param name="SavedSeconds">Inference that hits and joining others' requests avoided.</param>
/// <param name="Failed">Requests whose failure was the service's.</param>
/// <param name="Overloaded">Requests told to come back later.</param>
internal sealed record LoadAnswer(
    double Processors,
    long MemoryBytes,
    long QueueDepth,
    double QueueSeconds,
    double CaptionsPerMinute,
    double? BatchFill,
    double? HitRate,
    double SavedSeconds,
    long Failed,
    long Overloaded);

/// <summary>The last quarter of an hour in steps, oldest first: a list a chart.</summary>
/// <param name="EndsAt">The end of the last step.</param>
/// <param name="Captions">Answered by a front, or inferred by a silo, each step.</param>
/// <param name="QueueSeconds">At each step's end.</param>
/// <param name="Processors">Busy, each step.</param>
internal sealed record HistoryAnswer(
    double StepSeconds,
    DateTimeOffset EndsAt,
    IReadOnlyList<long> Captions,
    IReadOnlyList<double> QueueSeconds,
    IReadOnlyList<double> Processors);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble)])]
[JsonSerializable(typeof(ClusterAnswer))]
internal sealed partial class ClusterJson : JsonSerializerContext;
