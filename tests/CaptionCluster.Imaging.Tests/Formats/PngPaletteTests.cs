using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

/// <summary>An index beyond the palette is opaque black (PNG, third edition, 11.2.2).</summary>
public sealed class PngPaletteTests
{
    private static readonly byte[] s_red = [255, 0, 0], s_white = [255, 255, 255], s_black = [0, 0, 0];

    [Theory]
    [InlineData(1, 0x40)] // 0 1
    [InlineData(2, 0x1C)] // 0 1 3 0
    [InlineData(4, 0x0F)] // 0 15
    [InlineData(8, 0xFF)]
    public void Read_IndexBeyondThePalette_IsOpaqueBlack(byte depth, byte row)
    {
        int pixels = 8 / depth, mask = (1 << depth) - 1;
        var indexes = Enumerable.Range(0, pixels).Select(i => row >> (8 - depth - i * depth) & mask).ToArray();

        var rgb = Pictures.Reader().Read(Indexed(depth, pixels, [0, row], ("PLTE", s_red)), pixels, 1);

        Assert.Equal(indexes.SelectMany(index => index == 0 ? s_red : s_black), rgb);
        Assert.Contains(indexes, index => index > 0);
    }

    [Fact]
    public void Read_IndexBeyondThePaletteWithTransparency_IsOpaqueBlack() =>
        Assert.Equal([.. s_white, .. s_black, .. s_white], Read3(("PLTE", s_red), ("tRNS", [0])));

    /// <summary>More transparency than colours is a broken chunk, and costs it.</summary>
    [Fact]
    public void Read_TransparencyBeyondThePalette_IsNotThere() =>
        Assert.Equal([.. s_red, .. s_black, .. s_red], Read3(("PLTE", s_red), ("tRNS", [0, 0, 0, 0])));

    [Fact]
    public void Read_TransparencyBeforeTheShortPalette_IsNotThere() =>
        Assert.Equal([.. s_red, .. s_black, .. s_red], Read3(("tRNS", [0]), ("PLTE", s_red)));

    [Fact]
    public void Read_IndexBeyondThePaletteInManyChunks_IsOpaqueBlack() =>
        Assert.Equal([.. s_red, .. s_black, .. s_red], Read3(("gAMA", [1]), ("PLTE", s_red), ("hIST", [0, 1]), ("tEXt", [])));

    [Fact]
    public void Read_IndexBeyondThePaletteOfAnInterlacedPicture_IsOpaqueBlack()
    {
        var image = PngBytes.With(Indexed(8, 3, [0, 0, 0, 7, 0, 0], ("PLTE", s_red)), "IHDR", header => [.. header[..^1], 1]);
        // Adam7: the first pass has the first pixel, the fourth one the third, the sixth one the second.
        Assert.Equal(
            [.. s_red, .. s_black, .. s_red],
            Pictures.Reader().Read(PngBytes.With(image, "IDAT", _ => PngBytes.Deflated([0, 0, 0, 0, 0, 7])), 3, 1)
        );
    }

    private static byte[] Read3(params (string, byte[])[] chunks) => Pictures.Reader().Read(Indexed(8, 3, [0, 0, 200, 0], chunks), 3, 1);

    private static byte[] Indexed(byte depth, int width, byte[] rows, params (string, byte[])[] chunks) => PngBytes.Build(
        [("IHDR", [0, 0, 0, (byte)width, 0, 0, 0, 1, depth, 3, 0, 0, 0]), .. chunks, ("IDAT", PngBytes.Deflated(rows)), ("IEND", [])]);
}
