using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Answers;

public sealed class FormatNameTests
{
    public static TheoryData<ImageFormat> Formats => [.. Enum.GetValues<ImageFormat>()];

    [Theory, MemberData(nameof(Formats))]
    public void Of_EveryFormat_IsNamed(ImageFormat format)
    {
        var caption = new JobCaption(
            SampleCaptions.Key(),
            "a dog runs",
            0.5,
            null,
            null,
            new ImageInfo(4, 3, format),
            CaptionSource.Computed
        );

        var answer = CaptionAnswer.Of(SampleCaptions.Digest(1), caption, Styles.Usual);

        Assert.Equal(format.ToString(), answer.Image.Format, ignoreCase: true);
    }
}
