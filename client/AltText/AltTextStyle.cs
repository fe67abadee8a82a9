using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.AltText;

/// <summary>How one answer's alt text is written, and when it may be published.</summary>
/// <param name="MaxLength">In characters as people count them.</param>
/// <param name="MinQuality">Null: any will do.</param>
internal sealed record AltTextStyle(int MaxLength, bool GenderNeutral, double? MinQuality);

/// <summary>Styles: the usual one, and what requests make of it.</summary>
internal sealed class AltTextStyles(IOptions<AltTextOptions> options)
{
    public AltTextStyle Usual { get; } = new(options.Value.MaxLength, options.Value.GenderNeutral, options.Value.MinQuality);

    /// <param name="choice">Null where the request says nothing.</param>
    public AltTextStyle Of(AltTextChoice? choice) => choice is null ? Usual : Usual with
    {
        MaxLength = choice.MaxLength ?? Usual.MaxLength,
        GenderNeutral = choice.GenderNeutral ?? Usual.GenderNeutral,
        MinQuality = choice.MinQuality ?? Usual.MinQuality,
    };
}
