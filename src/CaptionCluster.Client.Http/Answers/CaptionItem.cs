using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Http;

/// <summary>One of many pictures: its caption, or what was wrong with it. Exactly one of the two is there.</summary>
/// <param name="Index">Its place among the pictures sent, from 0.</param>
/// <param name="Id">What its sender calls it (<see cref="NamedPicture.Id"/>); null for nothing.</param>
/// <param name="Sha256">Of its bytes: 64 hexadecimal digits; null when it could not be read.</param>
/// <param name="Result">The caption.</param>
/// <param name="Error">What was wrong.</param>
/// <param name="Attempts">How often a job tried; null in batches.</param>
/// <param name="At">When a job was done with it; null in batches.</param>
public sealed record CaptionItem(
    int Index,
    string? Id,
    string? Sha256,
    Caption? Result = null,
    CaptionItemError? Error = null,
    int? Attempts = null,
    DateTimeOffset? At = null);

/// <summary>What was wrong with one of many pictures.</summary>
/// <param name="Type">That of the problem it would have been answered with alone: <c>/problems/</c> and a code.</param>
/// <param name="Detail">Which rule failed, in a sentence.</param>
public sealed record CaptionItemError(string Type, string Detail)
{
    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    [JsonIgnore]
    public string Code => ProblemCodes.Of(Type);
}
