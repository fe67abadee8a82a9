using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Jobs.Answers;

/// <summary>A job as answered.</summary>
/// <param name="State">open, completed or cancelled.</param>
/// <param name="Progress">Share of its pictures that are decided, 0 to 1.</param>
/// <param name="RemainingSeconds">By the rate of its latest outcomes; absent when there is none to go by, or nothing left.</param>
/// <param name="Webhook">pending, delivered or failed; absent when none was ordered or the job has not completed.</param>
/// <param name="Results">The outcomes asked for, in the order in which they came.</param>
/// <param name="Next">Give it as <c>after</c> for the results that follow; absent when there are none yet.</param>
internal sealed record JobAnswer(
    string Id,
    [property: AllowedValues("open", "completed", "cancelled")] string State,
    ModelAnswer Model,
    CountsAnswer Counts,
    double Progress,
    double? RemainingSeconds,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    [property: AllowedValues("pending", "delivered", "failed")] string? Webhook,
    LinksAnswer Links,
    IReadOnlyList<ItemAnswer>? Results = null,
    long? Next = null);

internal sealed record CountsAnswer(int Items, int Done, int Dead, int Waiting);

internal sealed record LinksAnswer(string Self, string Events, string Results);

/// <param name="Next">Give it as <c>before</c> for older jobs; absent on the last page.</param>
internal sealed record JobListAnswer(IReadOnlyList<JobAnswer> Jobs, string? Next);

/// <summary>What an <c>item</c> event tells.</summary>
internal sealed record ItemEventAnswer(int Decided, int Items, ItemAnswer Item);

/// <summary>What the <c>end</c> event tells.</summary>
internal sealed record EndEventAnswer(string State, CountsAnswer Counts);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble), typeof(FiniteSingle), typeof(WrittenItem)])]
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(JobListAnswer))]
[JsonSerializable(typeof(ItemEventAnswer))]
[JsonSerializable(typeof(EndEventAnswer))]
internal sealed partial class JobJson : JsonSerializerContext;
