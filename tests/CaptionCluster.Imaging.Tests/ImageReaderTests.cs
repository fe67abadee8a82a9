using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests;

public sealed class ImageReaderTests
{
    [Fact]
    public void Read_FromManyThreads_GivesWhatOneThreadGets()
    {
        var files = Manifest.Load().Decode.Select(each => Manifest.Bytes(each.File)).ToArray();
        var alone = files.Select(file => Pictures.Reader().Read(file, 50, 40)).ToArray();
        var shared = Pictures.Reader();

        Parallel.For(0, files.Length * 8, i => Assert.Equal(alone[i % files.Length], shared.Read(files[i % files.Length], 50, 40)));
    }

    [Fact]
    public void Read_WarmedUp_AllocatesLittle()
    {
        var reader = Pictures.Reader();
        var image = File.ReadAllBytes(Fixtures.Local("photos", "rocket.jpg"));
        var rgb = new byte[224 * 224 * 3];
        var processing = new ImageProcessing(224, 224, ResampleFilter.Bilinear);

        // The least of several, as the pool may be trimmed during any one of them.
        Assert.InRange(Enumerable.Range(0, 8).Min(_ => Allocated(() => reader.Read(image, processing, rgb))), 0, 2048);
    }

    [Theory]
    [InlineData("good/jpeg_exif_6.jpg")]
    [InlineData("good/png_exif_6.png")]
    [InlineData("good/webp_animated.webp")]
    [InlineData("good/gif_animated.gif")]
    public void Identify_WarmedUp_AllocatesNothingButItsAnswer(string file)
    {
        var reader = Pictures.Reader();
        var image = Manifest.Bytes(file);

        Assert.InRange(Enumerable.Range(0, 8).Min(_ => Allocated(() => reader.Identify(image))), 0, 64);
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
