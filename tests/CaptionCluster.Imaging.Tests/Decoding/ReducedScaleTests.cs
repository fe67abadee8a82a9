using CaptionCluster.Imaging.Formats.Jpeg;
using CaptionCluster.Imaging.Tests.Support;
using SkiaSharp;

namespace CaptionCluster.Imaging.Tests.Decoding;

public sealed class ReducedScaleTests
{
    private const int Side = 224;

    [Theory]
    [InlineData(4000, 3000, 224, 224, 4)]
    [InlineData(6000, 6000, 224, 224, 8)]
    [InlineData(1344, 1344, 224, 224, 2)]
    [InlineData(1343, 1344, 224, 224, 1)]
    [InlineData(500, 375, 224, 224, 1)]
    [InlineData(20000, 100, 224, 224, 1)]
    public void Divisor_OfSizes_KeepsThreePixelsForEachWanted(int width, int height, int wantedWidth, int wantedHeight, int expected) =>
        Assert.Equal(expected, JpegScale.Divisor(width, height, wantedWidth, wantedHeight));

    [Theory]
    [InlineData("astronaut.png")]
    [InlineData("rocket.jpg")]
    public void Read_LargeJpeg_HardlyDiffersFromFullDecoding(string photo)
    {
        var jpeg = Pictures.Enlarged(Fixtures.Local("photos", photo), 4000, 3000, SKEncodedImageFormat.Jpeg);
        var reader = Pictures.Reader();

        var reduced = reader.Read(jpeg, Side, Side);

        var difference = Difference.Between(reduced, reader.Read(FullyDecoded(jpeg), Side, Side));
        Assert.InRange(difference.Mean, 0, 0.25);
        Assert.InRange(difference.Max, 0, 4);
    }

    /// <summary>The JPEG's pixels at full size, in a format that has no reduced scale.</summary>
    private static byte[] FullyDecoded(byte[] jpeg)
    {
        using var bitmap = SKBitmap.Decode(jpeg);
        using var pixels = bitmap.PeekPixels();
        using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 1));
        return png!.ToArray();
    }
}
