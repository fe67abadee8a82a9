using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>The resized goldens. The set allows one grey level; fixed point done alike gives none.</summary>
public sealed class ResizeConformanceTests
{
    private readonly ImageReader _reader = Pictures.Reader();

    public static TheoryData<string> Goldens => [.. Manifest.Load().Resize.Select(each => each.Golden)];

    [Theory, MemberData(nameof(Goldens))]
    public void Read_AtAnotherSize_EqualsPillowExactly(string golden)
    {
        var expected = Manifest.Load().Resize.Single(each => each.Golden == golden);
        var filter = Enum.Parse<ResampleFilter>(expected.Filter, ignoreCase: true);

        var rgb = _reader.Read(Manifest.Bytes(expected.Source), expected.Width, expected.Height, filter);

        Assert.Equal(0, Difference.Between(rgb, Pictures.GoldenRgb(golden)).Max);
    }
}
