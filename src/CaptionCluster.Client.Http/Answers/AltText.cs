using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Http;

/// <summary>An alt text, and what it rests on.</summary>
public sealed record AltText
{
    /// <summary>To be pasted; empty for a decorative picture.</summary>
    [JsonPropertyName("altText")]
    public required string Text { get; init; }

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

    /// <summary>The sentence it was made of.</summary>
    public required string Caption { get; init; }

    /// <summary>Who wrote it, one of <see cref="CaptionAuthors"/>.</summary>
    public required string Author { get; init; }

    /// <summary>The calibrated probability that the caption is as good as a person's, 0 to 1; null for none.</summary>
    public required double? Quality { get; init; }

    /// <summary>The picture, as the service saw it.</summary>
    public required PictureInfo Image { get; init; }

    /// <summary>What made the caption.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>One of <see cref="CaptionSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>False when the caption is not durable yet.</summary>
    public required bool Stored { get; init; }
}
