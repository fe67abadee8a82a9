using CaptionCluster.Client.Intake.Decoding;

namespace CaptionCluster.Client.Tests.Intake.Decoding;

public sealed class DecodeSizeTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(6, 0, false)]
    [InlineData(7, 1, false)]
    [InlineData(25, 2, false)]
    [InlineData(99, 2, false)]
    [InlineData(100, 3, true)]
    [InlineData(399, 3, true)]
    [InlineData(400, 4, true)]
    [InlineData(1e6, 4, true)]
    public void Of_Expected_IsOneOfFive(double milliseconds, int size, bool huge)
    {
        Assert.Equal(size, DecodeSize.Of(TimeSpan.FromMilliseconds(milliseconds)));
        Assert.Equal(huge, DecodeSize.IsHuge(size));
    }
}
