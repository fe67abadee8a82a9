using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Http;

/// <summary>A caption of a picture. Timing, tokens and alternatives are there only when they were asked for.</summary>
public sealed record Caption
{
    /// <summary>A sentence.</summary>
    [JsonPropertyName("caption")]
    public required string Text { get; init; }

    /// <summary>Who wrote it, one of <see cref="CaptionAuthors"/>. All numbers are about the model's sentence.</summary>
    public required string Author { get; init; }

    /// <summary>The model's sentence where a person's takes its place; null otherwise.</summary>
    public string? ModelCaption { get; init; }

    /// <summary>The same to be pasted: short, without openers and full stop. Empty for a decorative picture.</summary>
    public required string AltText { get; init; }

    /// <summary>The alt text as an attribute of HTML, escaped.</summary>
    public required string AltAttribute { get; init; }

    /// <summary>The alt text as an image of Markdown without an address.</summary>
    public required string AltMarkdown { get; init; }

    /// <summary>There is nothing to see: one colour, a gradient, a spacer.</summary>
    public required bool Decorative { get; init; }

    /// <summary>There may be text in the picture, which was not read.</summary>
    public required bool UnreadText { get; init; }

    /// <summary>False when the caption is not as good as was asked for (<see cref="AltTextOptions.MinQuality"/>).</summary>
    public required bool Publishable { get; init; }

    /// <summary>Why it is not publishable; null when it is.</summary>
    public Verdict? Reason { get; init; }

    /// <summary>Geometric mean of the tokens' probabilities, 0 to 1.</summary>
    public required double? Confidence { get; init; }

    /// <summary>How well the sentence fits the picture by the model's own judgement, 0 to 1; null when it has none.</summary>
    public double? Adequacy { get; init; }

    /// <summary>The calibrated probability that it is as good as a person's, 0 to 1; null when the model has no calibration.</summary>
    public required double? Quality { get; init; }

    /// <summary>The picture, as the service saw it.</summary>
    public required PictureInfo Image { get; init; }

    /// <summary>What made the caption.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>One of <see cref="CaptionSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>False when the caption is not durable yet.</summary>
    public required bool Stored { get; init; }

    /// <summary>Where the time went; with <see cref="CaptionInclude.Timing"/>.</summary>
    public CaptionTiming? Timing { get; init; }

    /// <summary>The sentence token by token; with <see cref="CaptionInclude.Tokens"/>.</summary>
    public IReadOnlyList<CaptionToken>? Tokens { get; init; }

    /// <summary>Other sentences of the beam search, the best first; with <see cref="CaptionInclude.Alternatives"/>.</summary>
    public IReadOnlyList<CaptionAlternative>? Alternatives { get; init; }
}

/// <summary>Who wrote a caption.</summary>
public static class CaptionAuthors
{
    /// <summary>A model.</summary>
    public const string Model = "model";

    /// <summary>A person, who corrected the model.</summary>
    public const string Person = "person";
}

/// <summary>How the service came by a caption. A later version may have others.</summary>
public static class CaptionSources
{
    /// <summary>This request's work made it.</summary>
    public const string Computed = "computed";

    /// <summary>Another request was doing the work.</summary>
    public const string Coalesced = "coalesced";

    /// <summary>It was known.</summary>
    public const string Hit = "hit";
}
