using CaptionCluster.Imaging.Tests.Support;
using SkiaSharp;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>The reported GIFs, JPEGs and PNGs: the pixels of the PNG that stands for each, or the refusal.</summary>
public sealed class ReportsTests
{
    /// <summary>Of a JPEG; decoders differ in how they round.</summary>
    private const int JpegTolerance = 2;

    private readonly ImageReader _reader = Pictures.Reader();

    public static TheoryData<string> Readable => [.. Cases.Where(each => each.Status == 200).Select(each => each.File)];

    public static TheoryData<string> Refused => [.. Cases.Where(each => each.Status != 200).Select(each => each.File)];

    private static IEnumerable<ReportCase> Cases =>
        FormatManifest.Reports.Where(each => Path.GetExtension(each.File) is ".gif" or ".jpg" or ".png");

    [Theory, MemberData(nameof(Readable))]
    public void Read_ReportedFile_GivesThePixelsOfItsPng(string file)
    {
        using var expected = SKBitmap.Decode(FormatManifest.Report(Cases.Single(each => each.File == file).EqualsPng!));
        var image = FormatManifest.Report(file);

        var info = _reader.Identify(image);
        var rgb = _reader.Read(image, info.Width, info.Height);

        Assert.Equal((expected.Width, expected.Height), (info.Width, info.Height));
        Assert.InRange(
            Difference.Between(rgb, Pictures.Rgb(expected)).Max,
            0,
            file.EndsWith(".jpg", StringComparison.Ordinal) ? JpegTolerance : 0
        );
    }

    [Theory, MemberData(nameof(Refused))]
    public void Read_ControlThatIsBroken_IsRefused(string file)
    {
        Assert.Equal(400, Cases.Single(each => each.File == file).Status);
        Assert.Equal(ImageRejection.Broken, Refusal.Of(FormatManifest.Report(file)).Reason);
    }
}
