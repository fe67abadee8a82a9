using System.Text.Json.Serialization;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Answers;

/// <summary>One of many pictures: its caption, or what was wrong with it.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Id">What its sender calls it: the line's id, or the file's name.</param>
/// <param name="Sha256">Absent when it could not be read.</param>
/// <param name="Attempts">How often a job tried; absent in batches.</param>
internal sealed record ItemAnswer(
    int Index, string? Id, string? Sha256, CaptionAnswer? Result, ItemError? Error, int? Attempts = null, DateTimeOffset? At = null);

/// <param name="Type">That of the problem the picture would have been answered with alone.</param>
internal sealed record ItemError(string Type, string Detail)
{
    public static ItemError From(Exception error)
    {
        var problem = ProblemMap.From(error);
        return new ItemError(problem.Type, problem.Detail);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteDouble), typeof(FiniteSingle)])]
[JsonSerializable(typeof(ItemAnswer))]
internal sealed partial class ItemJson : JsonSerializerContext;
