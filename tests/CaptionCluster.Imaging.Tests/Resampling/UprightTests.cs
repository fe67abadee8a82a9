using CaptionCluster.Imaging.Tests.Support;
using SkiaSharp;

namespace CaptionCluster.Imaging.Tests.Resampling;

/// <summary>Turning while resizing gives what turning first and resizing then gives, to the last bit.</summary>
public sealed class UprightTests
{
    private readonly ImageReader _reader = Pictures.Reader();

    public static TheoryData<int, ResampleFilter> Cases
    {
        get
        {
            var cases = new TheoryData<int, ResampleFilter>();
            for (int orientation = 1; orientation <= 8; orientation++)
            {
                foreach (var filter in Enum.GetValues<ResampleFilter>()) cases.Add(orientation, filter);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Read_TurnedPicture_EqualsResizedUprightPicture(int orientation, ResampleFilter filter)
    {
        var turned = Manifest.Bytes($"good/jpeg_exif_{orientation}.jpg");
        var info = _reader.Identify(turned);
        var upright = AsPng(_reader.Read(turned, info.Width, info.Height), info.Width, info.Height);

        foreach (var (width, height) in new[] { (24, 31), (info.Width, 33), (17, info.Height), (111, 90) })
            Assert.Equal(_reader.Read(upright, width, height, filter), _reader.Read(turned, width, height, filter));
    }

    private static byte[] AsPng(byte[] rgb, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. rgb.Chunk(3).Select(pixel => new SKColor(pixel[0], pixel[1], pixel[2]))];
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
