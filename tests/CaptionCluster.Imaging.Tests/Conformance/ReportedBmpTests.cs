using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>BMPs that viewers show and readers by the book refuse.</summary>
public sealed class ReportedBmpTests
{
    public static TheoryData<string> Files =>
        [.. FormatManifest.Reports.Select(each => each.File).Where(file => file.EndsWith(".bmp", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Files))]
    public void Read_ReportedBmp_EqualsItsPng(string file)
    {
        var reader = Pictures.Reader();
        var png = FormatManifest.Report(FormatManifest.Reports.Single(each => each.File == file).EqualsPng!);
        var info = reader.Identify(png);

        Assert.Equal(info with { Format = ImageFormat.Bmp }, reader.Identify(FormatManifest.Report(file)));
        Assert.Equal(reader.Read(png, info.Width, info.Height), reader.Read(FormatManifest.Report(file), info.Width, info.Height));
    }
}
