using CaptionCluster.Imaging.Tests.Support;
using SkiaSharp;

namespace CaptionCluster.Imaging.Tests.Weighing;

public sealed class WeigherTests
{
    private static readonly ImageProcessing s_usual = new(224, 224, ResampleFilter.Bilinear);

    private readonly ImageReader _reader = Pictures.Reader();

    [Fact]
    public void Weigh_ProgressiveOf50Megapixels_IsHundredsOfMilliseconds()
    {
        var load = _reader.Weigh(ProgressiveJpeg.Flat(8000, 6250), s_usual);

        Assert.Equal((ImageFormat.Jpeg, true), (load.Format, load.InScans));
        Assert.InRange(load.Nominal.TotalMilliseconds, 200, 1000);
    }

    [Fact]
    public void Weigh_MoreScans_IsMore()
    {
        var few = _reader.Weigh(ProgressiveJpeg.Flat(4000, 4000, refinements: 1), s_usual);
        var many = _reader.Weigh(ProgressiveJpeg.Flat(4000, 4000, refinements: 8), s_usual);

        Assert.InRange(many.Nominal / few.Nominal, 2, 5);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 80)]
    [InlineData(SKEncodedImageFormat.Png, 100)]
    [InlineData(SKEncodedImageFormat.Webp, 80)]
    public void Weigh_SixteenTimesThePixels_IsMuchMore(SKEncodedImageFormat format, int quality)
    {
        var photo = Fixtures.Local("photos", "rocket.jpg");
        var small = _reader.Weigh(Pictures.Enlarged(photo, 600, 400, format, quality), s_usual);
        var large = _reader.Weigh(Pictures.Enlarged(photo, 2400, 1600, format, quality), s_usual);

        Assert.False(large.InScans);
        Assert.InRange(large.Nominal / small.Nominal, 2, 40);
    }

    /// <summary>A JPEG is decoded smaller when little is wanted of it, and the result is work as well.</summary>
    [Fact]
    public void Weigh_MoreWanted_IsMore()
    {
        var jpeg = Pictures.Enlarged(Fixtures.Local("photos", "rocket.jpg"), 4000, 3000, SKEncodedImageFormat.Jpeg, 50);

        Assert.True(_reader.Weigh(jpeg, new(1500, 1500, ResampleFilter.Bilinear)).Nominal > 2 * _reader.Weigh(jpeg, s_usual).Nominal);
    }

    [Fact]
    public void Weigh_EveryGoodPicture_IsAtMostAFewMilliseconds()
    {
        var files = Directory.GetFiles(Fixtures.Local("imaging", "good"));

        Assert.All(files, file => Assert.InRange(_reader.Weigh(File.ReadAllBytes(file), s_usual).Nominal.TotalMilliseconds, 0.1, 10));
    }

    [Fact]
    public void Weigh_NoPicture_IsRefused() => Assert.Throws<ImageRejectedException>(() => _reader.Weigh("no picture"u8, s_usual));

    [Fact]
    public void Read_FlatProgressive_IsAWholePicture()
    {
        var rgb = _reader.Read(ProgressiveJpeg.Flat(4001, 3003), 8, 8);

        Assert.All(rgb, value => Assert.Equal(128, value));
    }
}
