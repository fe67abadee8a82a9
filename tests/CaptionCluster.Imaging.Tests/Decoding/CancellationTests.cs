using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Decoding;

public sealed class CancellationTests
{
    [Theory]
    [InlineData("rgb24-h40.bmp")]
    [InlineData("rgb-lzw.tif")]
    [InlineData("g4-0.tif")]
    [InlineData("rgb-defl.tif")]
    [InlineData("jpeg-ycc.tif")]
    [InlineData("rgb-rle-1.tga")]
    [InlineData("p6.pnm")]
    public void Decode_CallerWhoLeft_Stops(string file)
    {
        var image = FormatManifest.Format(file);
        using var left = new CancellationTokenSource();
        left.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Pictures.Reader().Read(image, new(32, 32, ResampleFilter.Box), new byte[32 * 32 * 3], left.Token));
    }
}
