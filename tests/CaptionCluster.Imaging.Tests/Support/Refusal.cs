namespace CaptionCluster.Imaging.Tests.Support;

internal static class Refusal
{
    /// <summary>Reads a picture that must be refused.</summary>
    public static ImageRejectedException Of(byte[] image, ImageReader? reader = null) =>
        Assert.Throws<ImageRejectedException>(() => (reader ?? Pictures.Reader()).Read(image, 32, 32));
}
