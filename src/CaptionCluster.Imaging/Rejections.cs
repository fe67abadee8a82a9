namespace CaptionCluster.Imaging;

/// <summary>The refusals of this project, each with its stable code.</summary>
internal static class Rejections
{
    public static ImageRejectedException Empty() =>
        new(ImageRejection.Broken, "empty-image", "There is no picture: the body has no bytes.");

    public static ImageRejectedException Broken(string rule, Exception? inner = null) =>
        new(ImageRejection.Broken, "broken-image", rule, inner);

    public static ImageRejectedException TooSmall(string rule) => new(ImageRejection.Broken, "image-too-small", rule);

    public static ImageRejectedException TooLarge(string rule) => new(ImageRejection.TooLarge, "image-too-large", rule);

    public static ImageRejectedException Unsupported(string rule) => new(ImageRejection.UnsupportedFormat, "unsupported-format", rule);
}
