using CaptionCluster.Imaging.Formats;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Decoding;

/// <summary>The decoders themselves, behind the check that comes before them all.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("rgb24-h40.bmp")]
    [InlineData("rgb-lzw.tif")]
    [InlineData("rgb-pack.tif")]
    [InlineData("g4-0.tif")]
    [InlineData("rgb-defl.tif")]
    [InlineData("rgb-raw.tif")]
    [InlineData("jpeg-ycc.tif")]
    [InlineData("rgb-rle-1.tga")]
    [InlineData("p6.pnm")]
    public void Decode_CallerWhoLeft_Stops(string file)
    {
        var image = FormatManifest.Format(file);
        using var left = new CancellationTokenSource();
        left.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Decode(image, left.Token));
    }

    [Fact]
    public void Read_CallerWhoLeft_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Pictures
                .Reader()
                .Read(
                    Manifest.Bytes("good/jpeg_444.jpg"),
                    new(32, 32, ResampleFilter.Box),
                    new byte[32 * 32 * 3],
                    new CancellationToken(canceled: true)
                )
        );

    private static void Decode(byte[] image, CancellationToken cancellationToken)
    {
        var format = PictureFormats.Of(image);
        format.Decoder(new ImagingOptions())(image, format.ReadHeader(image), 1, 1, cancellationToken).Dispose();
    }
}
