using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Conformance;

/// <summary>Every good file of the conformance set, upright and over white, against what Pillow makes of it.</summary>
public sealed class DecodeConformanceTests
{
    private readonly ImageReader _reader = Pictures.Reader();

    public static TheoryData<string> Files => [.. Manifest.Load().Decode.Select(each => each.File)];

    private static DecodeCase Case(string file) => Manifest.Load().Decode.Single(each => each.File == file);

    [Theory, MemberData(nameof(Files))]
    public void Identify_GoodFile_TellsFormatAndUprightSize(string file)
    {
        var expected = Case(file);

        var info = _reader.Identify(Manifest.Bytes(file));

        Assert.Equal(new(expected.Width, expected.Height, Enum.Parse<ImageFormat>(expected.Format, ignoreCase: true)), info);
    }

    [Theory, MemberData(nameof(Files))]
    public void Read_GoodFileAtItsOwnSize_EqualsGolden(string file)
    {
        var expected = Case(file);

        var rgb = _reader.Read(Manifest.Bytes(file), expected.Width, expected.Height);

        var difference = Difference.Between(rgb, Pictures.GoldenRgb(expected.Golden));
        Assert.InRange(difference.Max, 0, expected.MaxDiff);
        Assert.InRange(difference.Mean, 0, expected.MeanDiff);
    }
}
