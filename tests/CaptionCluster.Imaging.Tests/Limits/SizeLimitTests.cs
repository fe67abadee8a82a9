using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Limits;

public sealed class SizeLimitTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/jpeg_444.jpg"); // 96 x 64

    [Fact]
    public void Identify_NoBytes_SaysEmptyImage()
    {
        var refusal = Assert.Throws<ImageRejectedException>(() => Pictures.Reader().Identify([]));

        Assert.Equal((ImageRejection.Broken, "empty-image"), (refusal.Reason, refusal.Code));
    }

    [Fact]
    public void Identify_MoreBytesThanAllowed_IsTooLarge() =>
        AssertRefused(
            options => options.MaxBytes = s_picture.Length - 1,
            ImageRejection.TooLarge,
            "image-too-large",
            "has 3,957 bytes; at most 3,956"
        );

    [Fact]
    public void Identify_MorePixelsThanAllowed_IsTooLarge() =>
        AssertRefused(
            options => options.MaxPixels = 96 * 64 - 1,
            ImageRejection.TooLarge,
            "image-too-large",
            "96 x 64 pixels; at most 6,143 pixels"
        );

    [Fact]
    public void Identify_LongerSideThanAllowed_IsTooLarge() =>
        AssertRefused(options => options.MaxSide = 95, ImageRejection.TooLarge, "image-too-large", "a side may have at most 95");

    [Fact]
    public void Identify_ShorterSideThanAllowed_IsTooSmall() =>
        AssertRefused(options => options.MinSide = 65, ImageRejection.Broken, "image-too-small", "a side must have at least 65");

    [Fact]
    public void Identify_ExactlyAtEveryLimit_IsAccepted()
    {
        var reader = Pictures.Reader(options =>
            (options.MaxBytes, options.MaxPixels, options.MaxSide, options.MinSide) = (s_picture.Length, 96 * 64, 96, 64));

        Assert.Equal(new(96, 64, ImageFormat.Jpeg), reader.Identify(s_picture));
    }

    [Fact]
    public void Read_GigapixelClaim_SaysTheNumbers() => Assert.Equal(
        "The picture claims 65535 x 65535 pixels; at most 50,000,000 pixels are allowed.",
        Refusal.Of(Manifest.Bytes("bad/jpeg_65535_square.jpg")).Message);

    [Fact]
    public void Read_WrongBufferLength_Throws() =>
        Assert.Throws<ArgumentException>("rgb", () => Pictures.Reader().Read(s_picture, new(4, 4, ResampleFilter.Box), new byte[47]));

    private static void AssertRefused(Action<ImagingOptions> configure, ImageRejection reason, string code, string says)
    {
        var refusal = Assert.Throws<ImageRejectedException>(() => Pictures.Reader(configure).Identify(s_picture));

        Assert.Equal((reason, code), (refusal.Reason, refusal.Code));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }
}
