using CaptionCluster.Inference.Calibration;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Calibration;

public sealed class QualityCalibrationTests
{
    private const string Good = """
        { "event": "People like it.", "intercept": 0.5, "meanLogProbability": 2, "adequacyLogit": 0.75, "fittedOn": "some", "measured": [{ "on": "others", "brier": 0.2, "calibrationError": 0.04 }] }
        """;

    [Fact]
    public void From_NoFile_IsNull()
    {
        using var folder = new JsonFolder();

        Assert.Null(QualityCalibration.From(folder.Folder, hasAdequacy: true));
    }

    [Fact]
    public void From_GoodFile_DescribesWhatItSays()
    {
        var description = Of(Good).Description;

        Assert.Equal("People like it.", description.Event);
        Assert.Equal("some", description.FittedOn);
        Assert.Equal(new CalibrationMeasurement("others", Brier: 0.2, CalibrationError: 0.04), Assert.Single(description.Measured));
    }

    [Theory]
    [InlineData(0.8, -0.6, 0.5841)] // 0.5 - 1.2 + 0.75 ln 4
    [InlineData(0.5, -0.25, 0.5)] // 0.5 - 0.5 + 0
    [InlineData(0.2, -0.6, 0.1493)]
    public void QualityOf_Caption_IsTheSigmoidOfBoth(double adequacy, double logProbability, double expected) =>
        Assert.Equal(expected, Of(Good).QualityOf(Caption(adequacy, logProbability, logProbability))!.Value, 1e-4);

    [Theory]
    [InlineData(0, 0.0001)]
    [InlineData(1, 0.9999)]
    public void QualityOf_AdequacyAtItsEnds_IsClipped(double adequacy, double clipped) =>
        Assert.Equal(Of(Good).QualityOf(Caption(clipped, -1)), Of(Good).QualityOf(Caption(adequacy, -1)));

    [Fact]
    public void QualityOf_NoTokens_IsZero() => Assert.Equal(0, Of(Good).QualityOf(Caption(0.9)));

    [Fact]
    public void QualityOf_CaptionWithoutAdequacy_IsNullWhereItCounts()
    {
        Assert.Null(Of(Good).QualityOf(Caption(null, -1)));
        Assert.Equal(0.5, Of(Good.Replace("0.75", "0", StringComparison.Ordinal)).QualityOf(Caption(null, -0.25)));
    }

    [Theory]
    [InlineData("\"event\": \"People like it.\"", "\"event\": \" \"", "event")]
    [InlineData("\"intercept\": 0.5,", "", "intercept")]
    [InlineData("\"meanLogProbability\": 2,", "", "meanLogProbability")]
    [InlineData("0.5", "1e999", "finite")]
    [InlineData("0.75", "\"much\"", "adequacyLogit")]
    [InlineData("0.75", "0.75, \"lengthWeight\": 1", "lengthWeight")]
    [InlineData("\"on\": \"others\", ", "", "on")]
    [InlineData("0.04", "1.5", "others")]
    [InlineData("0.04", "-0.5", "others")]
    [InlineData("}]", "}, null]", "on")]
    public void From_WrongFile_IsRefusedWithTheReason(string right, string wrong, string said)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        var refusal = Assert.Throws<ModelFolderException>(() => Of(Good.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains("calibration.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WeighsAdequacyOfAModelWithoutJudge_IsRefused()
    {
        using var folder = new JsonFolder(("calibration.json", Good));

        var refusal = Assert.Throws<ModelFolderException>(() => QualityCalibration.From(folder.Folder, hasAdequacy: false));

        Assert.Contains("discriminator", refusal.Message, StringComparison.Ordinal);
    }

    private static QualityCalibration Of(string json)
    {
        using var folder = new JsonFolder(("calibration.json", json));
        return QualityCalibration.From(folder.Folder, hasAdequacy: true)!;
    }

    private static Caption Caption(double? adequacy, params double[] logProbabilities) => new()
    {
        Text = "a dog",
        Score = -1,
        Tokens = [.. logProbabilities.Select((logProbability, i) => new CaptionToken(i, "a", logProbability, []))],
        Adequacy = adequacy,
        Image = new ImageInfo(4, 3, ImageFormat.Png),
        Timing = default,
    };
}
