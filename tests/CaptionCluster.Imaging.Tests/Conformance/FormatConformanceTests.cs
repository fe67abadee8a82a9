using System.Diagnostics;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>
/// Every kind of BMP, TIFF, TGA and PNM gives the pixels that Pillow 13 gives, or, of what it refuses, those that were written.
/// </summary>
public sealed class FormatConformanceTests
{
    private readonly ImageReader _reader = Pictures.Reader();

    public static TheoryData<string> Files => [.. FormatManifest.Formats.Select(each => each.File)];

    [Theory, MemberData(nameof(Files))]
    public void Read_EveryKind_EqualsItsRightPixels(string file)
    {
        var expected = FormatManifest.Formats.Single(each => each.File == file);
        var right = File.ReadAllBytes(Fixtures.Local("formats", expected.Right));
        var size = _reader.Identify(right);

        var info = _reader.Identify(FormatManifest.Format(file));
        var rgb = _reader.Read(FormatManifest.Format(file), size.Width, size.Height);

        Assert.Equal(size with { Format = FormatOf(file) }, info);
        Assert.InRange(Difference.Between(rgb, _reader.Read(right, size.Width, size.Height)).Max, 0, expected.MaxDiff);
    }

    /// <summary>All but the one whose second half is another page.</summary>
    public static TheoryData<string> OnePage => [.. FormatManifest.Formats.Select(each => each.File).Where(file => file != "pages.tif")];

    [Theory, MemberData(nameof(OnePage))]
    public void Read_EveryKindCutInHalf_IsRefused(string file)
    {
        var image = FormatManifest.Format(file);

        for (int tenths = 1; tenths <= 5; tenths++)
            Assert.NotEqual(ImageRejection.TooLarge, Refusal.Of(image[..(image.Length * tenths / 10)]).Reason);
    }

    [Fact]
    public void Read_EveryKindDamaged_GivesPixelsOrARefusalSoon()
    {
        var reader = Pictures.Reader(options => options.MaxPixels = 1_000_000);
        var random = new Random(11);
        var rgb = new byte[32 * 32 * 3];
        int read = 0, refused = 0;
        var longest = TimeSpan.Zero;
        foreach (string file in FormatManifest.Formats.Select(each => each.File))
        {
            var image = FormatManifest.Format(file);
            for (int i = 0; i < 60; i++)
            {
                byte[] damaged = [.. image];
                // Headers and directories first, as they decide what is read.
                int reach = random.Next(2) == 0 ? Math.Min(200, image.Length) : image.Length;
                for (int bytes = random.Next(1, 6); bytes > 0; bytes--) damaged[random.Next(reach)] = (byte)random.Next(256);

                long start = Stopwatch.GetTimestamp();
                try
                {
                    reader.Read(damaged, new(32, 32, ResampleFilter.Box), rgb);
                    read++;
                }
                catch (ImageRejectedException)
                {
                    refused++;
                }

                var took = Stopwatch.GetElapsedTime(start);
                if (took > longest) longest = took;
            }
        }

        Assert.InRange(read, 1000, int.MaxValue);
        Assert.InRange(refused, 1000, int.MaxValue);
        Assert.InRange(longest.TotalSeconds, 0, 5);
    }

    private static ImageFormat FormatOf(string file) => Path.GetExtension(file) switch
    {
        ".bmp" => ImageFormat.Bmp,
        ".tif" => ImageFormat.Tiff,
        ".tga" => ImageFormat.Tga,
        _ => ImageFormat.Pnm,
    };
}
