using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace CaptionCluster.Client.AltText;

/// <summary>Why an alt text is not to be published as it is.</summary>
/// <param name="Code">low-quality or no-quality.</param>
internal sealed record Verdict([property: AllowedValues("low-quality", "no-quality")] string Code, string Detail)
{
    /// <summary>Null where it may be published. A decorative picture always has the right alt text.</summary>
    public static Verdict? Of(WrittenAltText text, double? quality, AltTextStyle style)
    {
        if (text.IsDecorative || style.MinQuality is not { } wanted)
        {
            return null;
        }

        if (quality is not { } reached)
        {
            return new Verdict("no-quality", "The model has no calibration, so nothing says how good the caption is.");
        }

        return reached >= wanted
            ? null
            : new Verdict(
                "low-quality",
                string.Create(CultureInfo.InvariantCulture, $"Its quality is {reached:0.###}; {wanted:0.###} is asked for.")
            );
    }
}
