using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.AltText;

/// <summary>What alt text is like where a request does not say. Section <c>CaptionCluster:AltText</c>.</summary>
internal sealed class AltTextOptions
{
    public const int ShortestMaxLength = 20;
    public const int LongestMaxLength = 1000;

    /// <summary>The most characters an alt text has, as people count them. 125 is where some screen readers pause or stop.</summary>
    [Range(ShortestMaxLength, LongestMaxLength)]
    public int MaxLength { get; set; } = 125;

    /// <summary>Whether captions and alt texts speak of people without their gender: a person, a child, they.</summary>
    public bool GenderNeutral { get; set; }

    /// <summary>The calibrated quality, 0 to 1, below which an alt text is not publishable. None: any is.</summary>
    [Range(0, 1.0)]
    public double? MinQuality { get; set; }
}
