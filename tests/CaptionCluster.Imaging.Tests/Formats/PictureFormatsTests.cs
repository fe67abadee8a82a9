using CaptionCluster.Imaging.Formats;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class PictureFormatsTests
{
    [Fact]
    public void All_EveryFormat_HasOneEntry() =>
        Assert.Equal(Enum.GetValues<ImageFormat>(), PictureFormats.All.Select(format => format.Format).Order());

    [Fact]
    public void NamesAndParts_OfAll_AreASentence() =>
        Assert.Equal("JPEG, PNG, WebP, GIF (first frame), BMP, TIFF (first page), TGA or PNM", AcceptedFormats.NamesAndParts);
}
