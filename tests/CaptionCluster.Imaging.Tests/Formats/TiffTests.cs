using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class TiffTests
{
    private const int Width = TiffBytes.Width, Height = TiffBytes.Height;

    [Fact]
    public void Read_DirectoriesInACircle_GivesTheFirstPage()
    {
        var image = new TiffBytes().Build();
        uint first = BitConverter.ToUInt32(image, 4);

        Assert.Equal(
            Pictures.Reader().Read(image, Width, Height),
            Pictures.Reader().Read(new TiffBytes().Build(next: first), Width, Height)
        );
        Assert.Equal(
            Pictures.Reader().Read(image, Width, Height),
            Pictures.Reader().Read(new TiffBytes().Build(next: uint.MaxValue), Width, Height)
        );
    }

    /// <summary>By type: numbers count, bytes and text do not.</summary>
    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(8, true)]
    [InlineData(9, true)]
    [InlineData(1, false)]
    [InlineData(7, false)]
    public void Identify_OrientationOfAnyType_CountsAsInExif(byte type, bool counts)
    {
        var image = new TiffBytes().With(274, 6).Build();
        image[image.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x12, 0x01, 4, 0, 1, 0, 0, 0, 6, 0, 0, 0]) + 2] = type;

        Assert.Equal(
            counts ? new(Height, Width, ImageFormat.Tiff) : new(Width, Height, ImageFormat.Tiff),
            Pictures.Reader().Identify(image)
        );
    }

    [Fact]
    public void Identify_SeveralOrientations_TakesTheFirst() =>
        Assert.Equal(new(Height, Width, ImageFormat.Tiff), Pictures.Reader().Identify(new TiffBytes().With(274, 6, 1).Build()));

    [Theory]
    [InlineData(6u, "the old kind of JPEG")]
    [InlineData(50000u, "Zstandard")]
    [InlineData(50001u, "WebP")]
    [InlineData(34925u, "LZMA")]
    [InlineData(12345u, "compression 12345")]
    public void Read_CompressionThatIsNotAccepted_IsNamed(uint compression, string name) =>
        AssertUnsupported(new TiffBytes().With(259, compression), name);

    [Fact]
    public void Read_TwoDimensionalFax_IsNamed() =>
        AssertUnsupported(new TiffBytes().With(259, 3).With(292, 1).With(258, 1), "two-dimensional");

    [Theory]
    [InlineData(262, 8u, "L*a*b*")]
    [InlineData(262, 6u, "YCbCr")]
    [InlineData(262, 32803u, "raw file")]
    [InlineData(50706, 1u, "raw file")]
    [InlineData(258, 12u, "12 bits")]
    [InlineData(258, 32u, "32 bits")]
    [InlineData(339, 3u, "floating point")]
    [InlineData(277, 7u, "7 samples")]
    public void Read_KindThatIsNotAccepted_IsNamed(int tag, uint value, string name) =>
        AssertUnsupported(new TiffBytes().With((ushort)tag, value), name);

    [Fact]
    public void Read_PreviewOfACamera_IsNamed() => AssertUnsupported(new TiffBytes().With(254, 1).With(330, 8), "raw file");

    [Fact]
    public void Read_OldLzw_IsNamed() => AssertUnsupported(new TiffBytes().With(259, 5).Strips([0, 1, 2, 3]), "LZW codes of before");

    [Theory]
    [InlineData(uint.MaxValue, 1u)]
    [InlineData(65_535u, 65_535u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void Identify_HugeSize_IsTooLarge(uint width, uint height) =>
        Assert.Equal(ImageRejection.TooLarge, Refusal.Of(new TiffBytes().With(256, width).With(257, height).Build()).Reason);

    [Fact]
    public void Read_StripBeyondTheFile_IsBroken()
    {
        AssertBroken(new TiffBytes().Build(offset: 1_000_000), "ends before one of its strips");
        AssertBroken(new TiffBytes().Build(offset: uint.MaxValue - 100), "ends before one of its strips");
        AssertBroken(new TiffBytes().With(259, 5).With(279, 1_000_000).Build(), "ends inside one of its strips");
    }

    [Fact]
    public void Read_FieldBeyondTheFile_IsBroken()
    {
        var image = new TiffBytes().With(320, new uint[3 * 256]).With(262, 3).Build();

        AssertBroken(image[..^8], "field 320 lies outside");
        AssertBroken([.. "II*\0"u8, 200, 0, 0, 0, 1, 2], "first directory lies outside");
        AssertBroken([.. "II*\0"u8, 8, 0, 0, 0, 255, 255, 1, 1, 4], "inside its first directory");
        AssertBroken([.. "MM\0+"u8, 0, 8, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3], "first directory lies outside");
    }

    [Fact]
    public void Read_WithoutWhatItTakes_IsBroken()
    {
        AssertBroken(new TiffBytes().With(262, 3).Build(), "no table");
        AssertBroken(new TiffBytes().With(262, 3).With(320, 1, 2, 3).Build(), "its colours take 768");
        AssertBroken(new TiffBytes().Without(256).Build(), "how wide");
        AssertBroken(new TiffBytes().With(278, 1).Build(), "has 1 strips; its size takes 6");
        AssertBroken(new TiffBytes().With(262, 2).Build(), "1 samples a pixel; its colours take 3");
        AssertBroken(new TiffBytes().With(256, 0).Build(), "a side is zero");
    }

    [Fact]
    public void Read_TilesFarLargerThanThePicture_IsBroken() =>
        AssertBroken(
            new TiffBytes().With(322, 60_000).With(323, 60_000).With(324, 8).Strips([1, 2, 3]).Build(),
            "far larger than the picture"
        );

    [Theory]
    [InlineData(5u, new byte[] { 0x80, 0x00, 0x40, 0x50, 0x10 })] // LZW: clear, two bytes, end.
    [InlineData(32773u, new byte[] { 0xD5, 7 })] // PackBits: 44 of 48 bytes.
    [InlineData(8u, new byte[] { 0x78, 0x9C, 0x63, 0x64, 0x02, 0x00, 0x00, 0x06, 0x00, 0x04 })] // Deflate: two bytes.
    public void Read_DataThatEndsEarlyInAWholeFile_IsBroken(uint compression, byte[] data) =>
        AssertBroken(new TiffBytes().With(259, compression).Strips(data).Build(), "data");

    [Fact]
    public void Read_StripsThatShareBytesManyTimes_IsBroken()
    {
        const int Rows = 2000;
        byte[] strip = [.. Enumerable.Repeat((byte)0x80, 100_000), 0xF9, 1];
        var image = new TiffBytes().With(257, Rows).With(278, 1).With(259, 32773).Strips(strip)
            .With(273, [.. Enumerable.Repeat(8u, Rows)]).With(279, [.. Enumerable.Repeat((uint)strip.Length, Rows)]).Build();

        AssertBroken(image, "lie over each other");
    }

    [Theory]
    [InlineData("bad/jpeg_65535_square.jpg")]
    [InlineData("good/jpeg_444.jpg")]
    public void Read_JpegOfAnotherSizeInside_IsBroken(string jpeg) =>
        AssertBroken(new TiffBytes().With(259, 7).With(262, 6).With(277, 3).Strips(Manifest.Bytes(jpeg)).Build(), "in a place of 8 x 6");

    [Fact]
    public void Read_PngInAJpegsPlace_IsBroken() =>
        AssertBroken(
            new TiffBytes().With(259, 7).With(262, 6).With(277, 3).Strips(Manifest.Bytes("bad/png_bomb_20000_square.png")).Build(),
            "does not begin as a JPEG"
        );

    private static void AssertBroken(byte[] image, string says)
    {
        var refusal = Refusal.Of(image);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ImageRejection.Broken, refusal.Reason);
    }

    private static void AssertUnsupported(TiffBytes tiff, string name)
    {
        var refusal = Refusal.Of(tiff.Build());
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ImageRejection.UnsupportedFormat, refusal.Reason);
    }
}
