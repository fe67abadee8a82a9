using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Tests.Intake.Decoding;

public sealed class DecodeRatesTests
{
    private static readonly DecodeLoad s_png = new(ImageFormat.Png, false, TimeSpan.FromMilliseconds(200));
    private static readonly DecodeLoad s_progressive = new(ImageFormat.Jpeg, true, TimeSpan.FromMilliseconds(500));
    private static readonly DecodeLoad s_tiny = new(ImageFormat.Jpeg, false, TimeSpan.FromMilliseconds(1));

    private readonly DecodeRates _rates = new();

    [Fact]
    public void Expect_NothingMeasured_IsNominal() => Assert.Equal(s_progressive.Nominal, _rates.Expect(s_progressive));

    [Fact]
    public void Expect_SlowerThanNominal_FollowsWhatIsMeasured()
    {
        for (var i = 0; i < 30; i++) _rates.Record(s_progressive, s_progressive.Nominal * 3);

        Assert.InRange(_rates.Expect(s_progressive) / s_progressive.Nominal, 2.9, 3.1);
    }

    [Fact]
    public void Expect_OtherKindsMeasured_GoesByTheMachine()
    {
        for (var i = 0; i < 30; i++) _rates.Record(s_progressive, s_progressive.Nominal * 3);

        Assert.InRange(_rates.Expect(s_png) / s_png.Nominal, 2.9, 3.1);
    }

    [Fact]
    public void Expect_OnlyTinyOnesMeasured_SaysLittleOfLargeOnes()
    {
        for (var i = 0; i < 10; i++) _rates.Record(s_tiny, s_tiny.Nominal * 15);

        Assert.InRange(_rates.Expect(s_png) / s_png.Nominal, 1, 1.5);
        Assert.InRange(_rates.Expect(s_tiny) / s_tiny.Nominal, 10, 15);
    }

    [Fact]
    public void Expect_OneOutlier_IsBounded()
    {
        _rates.Record(s_progressive, TimeSpan.FromHours(1));

        Assert.InRange(_rates.Expect(s_progressive) / s_progressive.Nominal, 1, 5);
    }
}
