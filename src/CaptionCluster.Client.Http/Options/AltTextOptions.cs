namespace CaptionCluster.Client.Http;

/// <summary>How an alt text is to be. It is written when a caption is answered: no caption is computed anew for it.</summary>
public sealed record AltTextOptions
{
    /// <summary>The most characters of the alt text, 20 to 1000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether caption and alt text speak of people without their gender.</summary>
    public bool? GenderNeutral { get; init; }

    /// <summary>The calibrated quality, 0 to 1, below which the alt text is not publishable.</summary>
    public double? MinQuality { get; init; }
}
