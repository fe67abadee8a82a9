using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Tests.Intake.Decoding;

public sealed class DecodeRatesTests
{
    private static readonly DecodeLoad Png = new(ImageFormat.Png, false, TimeSpan.FromMilliseconds(200));
    private static readonly DecodeLoad Progressive = new(ImageFormat.Jpeg, true, TimeSpan.FromMilliseconds(500));
    private static readonly DecodeLoad Tiny = new(ImageFormat.Jpeg, false, TimeSpan.FromMilliseconds(1));

    private readonly DecodeRates _rates = new();

    [Fact]
    public void Expect_NothingMeasured_IsNominal() => Assert.Equal(Progressive.Nominal, _rates.Expect(Progressive));

    [Fact]
    public void Expect_SlowerThanNominal_FollowsWhatIsMeasured()
    {
        for (var i = 0; i < 30; i++) _rates.Record(Progressive, Progressive.Nominal * 3);

        Assert.InRange(_rates.Expect(Progressive) / Progressive.Nominal, 2.9, 3.1);
    }

    [Fact]
    public void Expect_OtherKindsMeasured_GoesByTheMachine()
    {
        for (var i = 0; i < 30; i++) _rates.Record(Progressive, Progressive.Nominal * 3);

        Assert.InRange(_rates.Expect(Png) / Png.Nominal, 2.9, 3.1);
    }

    [Fact]
    public void Expect_OnlyTinyOnesMeasured_SaysLittleOfLargeOnes()
    {
        for (var i = 0; i < 10; i++) _rates.Record(Tiny, Tiny.Nominal * 15);

        Assert.InRange(_rates.Expect(Png) / Png.Nominal, 1, 1.5);
        Assert.InRange(_rates.Expect(Tiny) / Tiny.Nominal, 10, 15);
    }

    [Fact]
    public void Expect_OneOutlier_IsBounded()
    {
        _rates.Record(Progressive, TimeSpan.FromHours(1));

        Assert.InRange(_rates.Expect(Progressive) / Progressive.Nominal, 1, 5);
    }
}
