using CaptionCluster.Imaging.Tests.Support;
using static CaptionCluster.Imaging.Tests.Support.MiniJpeg;

namespace CaptionCluster.Imaging.Tests.Formats;

/// <summary>
/// A JPEG has pixels where scans code them. Decoders fill the rest with grey and say nothing. A sequential JPEG may legally have a scan for
/// each component; what no JPEG may have is a scan without data, and no sequential one a component in two scans.
/// </summary>
public sealed class JpegCoverageTests
{
    private static readonly byte[] s_ids = [1, 2, 3];
    private const string Y = Up + EndOfBlock, Cb = Down + EndOfBlock, Cr = Flat + EndOfBlock;

    [Theory]
    [InlineData(Sequential)]
    [InlineData(Extended)]
    public void Read_SequentialInOneScanOrOneForEachComponent_GivesTheSamePixels(byte kind)
    {
        var together = Read(Of(kind, s_ids, Scan(kind, s_ids, Y + Cb + Cr)));

        Assert.Equal(Together, together);
        Assert.Equal(together, Read(Of(kind, s_ids, Scan(kind, [1], Y), Scan(kind, [2], Cb), Scan(kind, [3], Cr))));
        Assert.Equal(together, Read(Of(kind, s_ids, Scan(kind, [3], Cr), Scan(kind, [1], Y), Scan(kind, [2], Cb))));
        Assert.Equal(together, Read(Of(kind, s_ids, Scan(kind, [1], Y), Scan(kind, [2, 3], Cb + Cr))));
    }

    [Fact]
    public void Read_ProgressiveWithScansThatRefine_GivesThePicture()
    {
        var image = Of(
            Progressive,
            s_ids,
            Scan(Progressive, s_ids, Up + Down + Flat),
            Scan([1], EndOfBlock, 1, 63, 0),
            Scan([2], EndOfBlock, 1, 63, 0),
            Scan([3], EndOfBlock, 1, 63, 0)
        );

        Assert.Equal(Together, Read(image));
    }

    [Fact]
    public void Read_ProgressiveWhoseRefiningScanIsEmpty_GivesThePicture() =>
        Assert.Equal(Together, Read(Of(Progressive, s_ids, Scan(Progressive, s_ids, Up + Down + Flat), Scan([1], "", 1, 63, 0))));

    [Fact]
    public void Read_ComponentsOfOneName_GivesThePicture()
    {
        byte[] ids = [7, 7, 7];
        Assert.Equal(Together, Read(Of(Sequential, ids, Scan(Sequential, ids, Y + Cb + Cr))));
    }

    [Theory]
    [InlineData(Sequential)]
    [InlineData(Extended)]
    [InlineData(Progressive)]
    public void Read_ScanWithoutData_IsBroken(byte kind)
    {
        AssertBroken("scan without coded data", Of(kind, [1], Scan(kind, [1], "")));
        AssertBroken("scan without coded data", Of(kind, s_ids, Scan(kind, s_ids, "")));
        AssertBroken("scan without coded data", Of(kind, s_ids, Scan(kind, [1], Y), Scan(kind, [2], ""), Scan(kind, [3], Cr)));
    }

    /// <summary>Neither fill bytes nor restart markers code anything.</summary>
    [Theory]
    [InlineData("FFFFFF")]
    [InlineData("FFD0")]
    [InlineData("FFD0FFD1FFFFFFD2")]
    [InlineData("FFFE0004ABCD")]
    public void Read_ScanOfMarkersAlone_IsBroken(string hex) =>
        AssertBroken("scan without coded data", Of(Sequential, s_ids, [.. Scan(Sequential, s_ids, ""), .. Convert.FromHexString(hex)]));

    [Fact]
    public void Read_SecondScanHeaderBeforeTheData_IsBroken() =>
        AssertBroken("scan without coded data", Of(Sequential, s_ids, Scan(Sequential, s_ids, ""), Scan(Sequential, s_ids, Y + Cb + Cr)));

    [Theory]
    [InlineData(Sequential)]
    [InlineData(Extended)]
    public void Read_SequentialThatCodesAComponentTwice_IsBroken(byte kind)
    {
        AssertBroken("in two scans", Of(kind, s_ids, Scan(kind, s_ids, Y + Cb + Cr), Scan(kind, s_ids, Y + Cb + Cr)));
        AssertBroken("in two scans", Of(kind, s_ids, Scan(kind, s_ids, Y + Cb + Cr), Scan(kind, [2], Cb)));
        AssertBroken("in two scans", Of(kind, s_ids, Scan(kind, [1], Y), Scan(kind, [2], Cb), Scan(kind, [3], Cr), Scan(kind, [1], Y)));
    }

    [Theory]
    [InlineData("good/jpeg_444.jpg")]
    [InlineData("good/jpeg_gray.jpg")]
    [InlineData("good/jpeg_restart_markers.jpg")]
    public void Read_RealBaselineWithAnEmptyOrASecondScan_IsBroken(string file)
    {
        var image = Manifest.Bytes(file);
        int scan = image.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]), data = scan + 2 + image[scan + 3];

        AssertBroken("scan without coded data", [.. image[..data], 0xFF, 0xD9]);
        AssertBroken("scan without coded data", [.. image[..data], .. image[scan..]]);
        AssertBroken("in two scans", [.. image[..^2], .. image[scan..]]);
    }

    [Fact]
    public void Read_ComponentThatNoScanCodes_IsBroken()
    {
        AssertBroken("no scan codes", Of(Sequential, s_ids, Scan(Sequential, [1], Y)));
        AssertBroken("no scan codes", Of(Sequential, s_ids, Scan(Sequential, [2, 3], Cb + Cr)));
        AssertBroken(
            "no scan codes",
            Of(Progressive, s_ids, Scan(Progressive, [1], Up), Scan([2], EndOfBlock, 1, 63, 0), Scan([3], EndOfBlock, 1, 63, 0))
        );
    }

    [Fact]
    public void Read_ScanHeaderThatMakesNoSense_IsBroken()
    {
        AssertBroken("does not name", Of(Sequential, s_ids, Scan(Sequential, [1, 2, 9], Y + Cb + Cr)));
        AssertBroken("does not name", Of(Sequential, s_ids, Scan(Sequential, [1, 1, 2], Y + Cb + Cr)));
        AssertBroken("as long as", Of(Sequential, s_ids, Segment(0xDA, [3, 1, 0, 2, 0, 0, 63, 0])));
        AssertBroken("as long as", Of(Sequential, s_ids, Segment(0xDA, [0, 0, 63, 0])));
        AssertBroken("as long as", Of(Sequential, s_ids, Segment(0xDA, [])));
    }

    /// <summary>Y 228, Cb 28, Cr 128, by JFIF's equations.</summary>
    private static byte[] Together { get; } = [.. Enumerable.Repeat(new byte[] { 228, 255, 51 }, 64).SelectMany(each => each)];

    private static byte[] Read(byte[] image) => Pictures.Reader().Read(image, 8, 8);

    private static void AssertBroken(string says, byte[] image)
    {
        var refusal = Refusal.Of(image);
        Assert.Equal("broken-image", refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }
}
