using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class GifTests
{
    private static readonly byte[] Picture = Manifest.Bytes("good/gif_static.gif"); // 96 x 64

    [Fact]
    public void Read_FrameBeyondTheScreen_GrowsTheScreen()
    {
        var image = WithScreen(20, 10);
        var reader = Pictures.Reader();

        Assert.Equal(new(96, 64, ImageFormat.Gif), reader.Identify(image));
        Assert.Equal(reader.Read(Picture, 96, 64), reader.Read(image, 96, 64));
    }

    [Fact]
    public void Read_FrameSmallerThanTheScreen_LeavesWhiteAround()
    {
        var rgb = Pictures.Reader().Read(WithScreen(100, 64), 100, 64);

        Assert.Equal(Pictures.Reader().Read(Picture, 96, 64)[..(96 * 3)], rgb[..(96 * 3)]);
        Assert.All(rgb[(96 * 3)..(100 * 3)], value => Assert.Equal(255, value));
    }

    [Fact]
    public void Read_WithoutTrailer_IsBroken() =>
        Assert.Equal("The GIF ends before its trailer byte.", Refusal.Of(Picture[..^1]).Message);

    [Fact]
    public void Read_UnknownBlock_IsBroken() => Assert.Contains("0x77", Refusal.Of([.. Picture[..^1], 0x77]).Message, StringComparison.Ordinal);

    private static byte[] WithScreen(byte width, byte height)
    {
        byte[] image = [.. Picture];
        (image[6], image[7], image[8], image[9]) = (width, 0, height, 0);
        return image;
    }
}
