using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>Alt text as it is where nobody says otherwise.</summary>
internal static class Styles
{
    public static AltTextStyle Usual { get; } = new(new AltTextOptions().MaxLength, GenderNeutral: false, MinQuality: null);
}
