namespace CaptionCluster.Client.AltText;

/// <summary>Tells pictures without content, which screen readers pass over (<c>alt=""</c>; WCAG 2.2, technique H67).</summary>
internal static class Decorative
{
    /// <summary>A line or a spacer.</summary>
    private const int ThinSide = 4;

    /// <summary>Both sides: a bullet, a tracking pixel.</summary>
    private const int TinySide = 16;

    public static bool Is(ImageInfo image) =>
        image.Content == ImageContent.Plain
        || Math.Min(image.Width, image.Height) <= ThinSide
        || Math.Max(image.Width, image.Height) <= TinySide;
}
