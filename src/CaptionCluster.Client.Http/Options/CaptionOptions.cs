using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Http;

/// <summary>What a request asks for; what is null is the service's and the model's own choice.</summary>
public sealed record CaptionOptions
{
    /// <summary>A name of <see cref="CaptionClient.GetModelsAsync"/>; the default one when null.</summary>
    public string? Model { get; init; }

    /// <summary>How the model decodes.</summary>
    public DecodingOptions? Decoding { get; init; }

    /// <summary>How the alt text is to be.</summary>
    public AltTextOptions? AltText { get; init; }

    /// <summary>What the answer holds besides its short form.</summary>
    [JsonIgnore]
    public CaptionInclude Include { get; init; }

    /// <summary>
    /// The longest to wait for the answer, from 1 to 65535 s in whole seconds; afterwards the service answers 504 <c>no-answer-in-time</c>.
    /// The service's own limit when null. Of one caption; batches and jobs have none.
    /// </summary>
    [JsonIgnore]
    public TimeSpan? Wait { get; init; }

    [JsonInclude]
    [JsonPropertyName("include")]
    internal string[]? IncludeNames =>
        Include == CaptionInclude.None
            ? null
            : [.. Enum.GetValues<CaptionInclude>()
                .Where(part => part != CaptionInclude.None && Include.HasFlag(part))
                .Select(part => part.ToString().ToLowerInvariant())];
}

/// <summary>What an answer holds besides its short form.</summary>
[Flags]
public enum CaptionInclude
{
    /// <summary>The short form alone.</summary>
    None = 0,

    /// <summary>The sentence token by token, with log-probabilities.</summary>
    Tokens = 1,

    /// <summary>Where the model looked for each token; brings the tokens.</summary>
    Attention = 2,

    /// <summary>Where the time went.</summary>
    Timing = 4,

    /// <summary>Other sentences of the beam search.</summary>
    Alternatives = 8,
}
