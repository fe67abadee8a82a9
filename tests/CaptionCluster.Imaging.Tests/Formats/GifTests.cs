using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class GifTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/gif_static.gif"); // 96 x 64
    private static readonly byte[] s_transparent = Manifest.Bytes("good/gif_transparent.gif");
    private static readonly byte[] s_animated = Manifest.Bytes("good/gif_animated.gif");
    private static readonly byte[] s_comment = [0x21, 0xFE, 2, (byte)',', (byte)';', 0];

    /// <summary>What people's files have between blocks, and what else a reader that looks for the next block passes over.</summary>
    public static TheoryData<string> Strays => ["00", "0000000000", "77", "FF", "0021FE0000", "2021FE012C0000"];

    [Fact]
    public void Read_FrameBeyondTheScreen_GrowsTheScreen()
    {
        var image = WithScreen(20, 10);
        var reader = Pictures.Reader();

        Assert.Equal(new(96, 64, ImageFormat.Gif), reader.Identify(image));
        Assert.Equal(reader.Read(s_picture, 96, 64), reader.Read(image, 96, 64));
    }

    [Fact]
    public void Read_FrameSmallerThanTheScreen_LeavesWhiteAround()
    {
        var rgb = Pictures.Reader().Read(WithScreen(100, 64), 100, 64);

        Assert.Equal(Pictures.Reader().Read(s_picture, 96, 64)[..(96 * 3)], rgb[..(96 * 3)]);
        Assert.All(rgb[(96 * 3)..(100 * 3)], value => Assert.Equal(255, value));
    }

    [Theory, MemberData(nameof(Strays))]
    public void Read_StraysBeforeEveryBlock_GivesThePicture(string hex)
    {
        var strays = Convert.FromHexString(hex);
        foreach (var image in new[] { s_picture, s_transparent, s_animated })
        {
            var blocks = GifBytes.BlocksUpToFirstFrame(image);
            byte[] strayed =
            [
                .. image[..blocks[0]],
                .. blocks[..^1].SelectMany((start, i) => (byte[])[.. strays, .. image[start..blocks[i + 1]]]),
                .. strays,
                .. image[blocks[^1]..],
            ];

            AssertSamePicture(image, strayed);
        }
    }

    [Theory, MemberData(nameof(Strays))]
    public void Read_StraysAroundAComment_GivesThePicture(string hex)
    {
        var strays = Convert.FromHexString(hex);
        int first = GifBytes.BlocksUpToFirstFrame(s_transparent)[0], end = GifBytes.EndOfFirstFrame(s_transparent);
        AssertSamePicture(
            s_transparent,
            [
                .. s_transparent[..first],
                .. strays,
                .. s_comment,
                .. strays,
                .. s_transparent[first..end],
                .. strays,
                .. s_comment,
                .. strays,
                0x3B,
                .. strays,
            ]
        );
    }

    [Theory]
    [InlineData("")] // No trailer
    [InlineData("77")] // An unknown block
    [InlineData("21FE05AB")] // A comment that is cut
    [InlineData("21FE0141003B")]
    [InlineData("2C0000000000000000003B")] // A frame without a side
    [InlineData("2C00000000600040000063FF")] // A frame of 99 bits a code
    [InlineData("2C00000000600040008708FF")] // A frame cut in its colours
    [InlineData("2C00000000FFFFFFFF0008FFFF")] // A frame far over the screen, cut
    public void Read_AnythingBehindTheFirstFrame_GivesThePicture(string hex)
    {
        foreach (var image in new[] { s_picture, s_transparent, s_animated })
            AssertSamePicture(image, [.. image[..GifBytes.EndOfFirstFrame(image)], .. Convert.FromHexString(hex)]);
    }

    [Fact]
    public void Read_NoFrameButStrays_IsBroken()
    {
        int first = GifBytes.BlocksUpToFirstFrame(s_picture)[0];
        Assert.Equal("The GIF ends before its first frame.", Refusal.Of([.. s_picture[..first], 0, 0, 0]).Message);
        Assert.Equal("The GIF has no frame.", Refusal.Of([.. s_picture[..first], 0, 0, 0x3B]).Message);
    }

    /// <summary>The terminator is the frame's own: a file that ends before it is cut inside the frame.</summary>
    [Fact]
    public void Read_FirstFrameWithoutItsTerminator_IsBroken() =>
        Assert.Equal("The GIF ends inside a frame.", Refusal.Of(s_picture[..(GifBytes.EndOfFirstFrame(s_picture) - 1)]).Message);

    [Fact]
    public void Read_IndexBeyondTheColours_IsOpaqueBlack()
    {
        // 2 x 1 pixels, two colours, codes of three bits: clear, 0, 3, end.
        byte[] image =
        [
            .. "GIF89a"u8,
            2,
            0,
            1,
            0,
            0x80,
            0,
            0,
            255,
            0,
            0,
            0,
            255,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            2,
            0,
            1,
            0,
            0,
            2,
            2,
            0b11_000_100,
            0b1010,
            0,
            0x3B,
        ];

        Assert.Equal([255, 0, 0, 0, 0, 0], Pictures.Reader().Read(image, 2, 1));
    }

    private static void AssertSamePicture(byte[] expected, byte[] image)
    {
        var reader = Pictures.Reader();
        var info = reader.Identify(expected);
        Assert.Equal(info, reader.Identify(image));
        Assert.Equal(reader.Read(expected, info.Width, info.Height), reader.Read(image, info.Width, info.Height));
    }

    private static byte[] WithScreen(byte width, byte height)
    {
        byte[] image = [.. s_picture];
        (image[6], image[7], image[8], image[9]) = (width, 0, height, 0);
        return image;
    }
}
