using Microsoft.Extensions.Options;

namespace CaptionCluster.Imaging.Tests;

public sealed class CenterCropTests
{
    private static readonly byte[] s_photo = File.ReadAllBytes(Fixtures.Local("photos", "chelsea.png"));
    private readonly ImageReader _reader = new(Options.Create(new ImagingOptions()));

    [Fact]
    public void Read_ShortestEdgeAndCrop_IsTheMiddleOfTheResizedPicture()
    {
        // 451 x 300 with a shorter side of 100 is 150 x 100.
        var whole = Read(new ImageProcessing(150, 100, ResampleFilter.Bicubic));

        var middle = Read(new ImageProcessing(80, 60, ResampleFilter.Bicubic) { Resize = ImageResize.Shortest(100) });

        Assert.Equal(Enumerable.Range(0, 60).SelectMany(y => whole.Skip((((y + 20) * 150) + 35) * 3).Take(80 * 3)), middle);
    }

    [Fact]
    public void Read_CropLargerThanThePicture_IsBlackAround()
    {
        var whole = Read(new ImageProcessing(30, 20, ResampleFilter.Bilinear));

        var padded = Read(new ImageProcessing(32, 24, ResampleFilter.Bilinear) { Resize = ImageResize.Exactly(30, 20) });

        Assert.All(padded.Take(2 * 32 * 3), value => Assert.Equal(0, value));
        Assert.Equal(whole.Take(30 * 3), padded.Skip(((2 * 32) + 1) * 3).Take(30 * 3));
    }

    [Fact]
    public void Read_PictureFarTooThin_IsRefused()
    {
        var thin = File.ReadAllBytes(Fixtures.Local("imaging", "good", "png_2000x1.png"));

        var rejected = Assert.Throws<ImageRejectedException>(() =>
            _reader.Read(
                thin,
                new ImageProcessing(224, 224, ResampleFilter.Bilinear) { Resize = ImageResize.Shortest(224) },
                new byte[224 * 224 * 3]
            )
        );

        Assert.Equal((ImageRejection.TooLarge, "too-thin"), (rejected.Reason, rejected.Code));
    }

    private byte[] Read(ImageProcessing processing)
    {
        var rgb = new byte[processing.Width * processing.Height * 3];
        _reader.Read(s_photo, processing, rgb);
        return rgb;
    }
}
