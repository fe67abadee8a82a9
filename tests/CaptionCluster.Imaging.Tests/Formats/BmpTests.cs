using System.Buffers.Binary;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class BmpTests
{
    private const int Width = 96, Height = 64, Rows = 54, Stride = Width * 3;

    private static readonly byte[] s_picture = Manifest.Bytes("good/bmp_24.bmp");

    [Fact]
    public void Read_RowsFromTopToBottom_GiveTheSamePicture()
    {
        byte[] topDown = [.. s_picture[..Rows], .. Enumerable.Range(0, Height).Reverse().SelectMany(Row)];
        BinaryPrimitives.WriteInt32LittleEndian(topDown.AsSpan(22), -Height);

        AssertSamePicture(topDown);
    }

    [Fact]
    public void Read_CoreHeader_GivesTheSamePicture()
    {
        byte[] core = [.. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 12, 0, 0, 0, Width, 0, Height, 0, 1, 0, 24, 0, .. s_picture[Rows..]];

        AssertSamePicture(core);
    }

    [Theory]
    [InlineData(14, 39, "header of 39 bytes")]
    [InlineData(14, 8, "header of 8 bytes")]
    [InlineData(10, 20, "inside its header")]
    [InlineData(28, 16, "")] // Fewer bits than the rows hold is a picture still.
    [InlineData(30, 1, "24 bits a pixel with compression 1")]
    [InlineData(30, 4, "wraps a JPEG or PNG")]
    public void Read_ChangedHeaderByte_IsToldApart(int index, byte value, string says)
    {
        byte[] changed = [.. s_picture];
        changed[index] = value;

        if (says.Length == 0) Assert.Equal(32 * 32 * 3, Pictures.Reader().Read(changed, 32, 32).Length);
        else Assert.Contains(says, Refusal.Of(changed).Message, StringComparison.Ordinal);
    }

    /// <summary>At every offset that leaves out the colours, or points between them while all of them and all rows are there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(54)]
    [InlineData(57)]
    [InlineData(100)]
    [InlineData(1077)]
    public void Read_OffsetInsideTheColours_GivesTheSamePicture(int offset)
    {
        var picture = FormatManifest.Format("pal8-h40.bmp");
        byte[] changed = [.. picture];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(10), offset);
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(46), 256);

        Assert.Equal(Pictures.Reader().Read(picture, 29, 17), Pictures.Reader().Read(changed, 29, 17));
    }

    [Fact]
    public void Read_TableShorterThanItMayBe_IsReadUpToTheRows()
    {
        var picture = FormatManifest.Format("pal8-h40.bmp");
        byte[] first = [.. picture[..1078], .. new byte[32 * 17]];
        byte[] shortened = [.. first[..58], .. first[1078..]];
        BinaryPrimitives.WriteInt32LittleEndian(shortened.AsSpan(10), 58);

        Assert.Equal(Pictures.Reader().Read(first, 29, 17), Pictures.Reader().Read(shortened, 29, 17));
    }

    [Fact]
    public void Read_MasksLeftOutByTheOffset_GivesTheSamePicture()
    {
        var picture = FormatManifest.Format("bf16-565-h40.bmp");
        byte[] changed = [.. picture];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(10), 54);

        Assert.Equal(Pictures.Reader().Read(picture, 29, 17), Pictures.Reader().Read(changed, 29, 17));
    }

    [Fact]
    public void Read_LastRowsPaddingMissing_GivesTheSamePictureAndOneByteLessIsBroken()
    {
        var picture = FormatManifest.Format("pal8-nopad.bmp"); // 29 wide: three bytes of padding are missing already.

        Assert.Equal(29 * 17 * 3, Pictures.Reader().Read(picture, 29, 17).Length);
        Assert.Equal("The BMP ends inside its rows.", Refusal.Of(picture[..^1]).Message);
    }

    [Fact]
    public void Read_HuffmanOfOs2_IsNamed()
    {
        byte[] huffman = [.. FormatManifest.Format("pal1-h64.bmp")];
        huffman[30] = 3;

        Assert.Contains("Huffman", Refusal.Of(huffman).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RunLengths_GivesTheirPixels()
    {
        var rgb = Pictures.Reader().Read(RunLength(RunLengthRows), 4, 2);

        byte[] black = [0, 0, 0], red = [255, 0, 0];
        byte[] top = [.. black, .. red, .. black, .. black], bottom = [.. red, .. red, .. red, .. red];
        Assert.Equal([.. top, .. bottom], rgb);
    }

    [Fact]
    public void Read_RunLengthsCutAnywhere_IsBroken()
    {
        for (int kept = 0; kept < RunLengthRows.Length - 2; kept++)
            Assert.Equal("The BMP ends inside its rows.", Refusal.Of(RunLength(RunLengthRows[..kept])).Message);
    }

    /// <summary>Four red pixels; three that are listed, with their pad byte; one by a run; the end.</summary>
    private static byte[] RunLengthRows => [4, 1, 0, 0, 0, 3, 0, 1, 0, 0, 1, 0, 0, 1];

    private static byte[] RunLength(byte[] rows) =>
    [
        .. "BM"u8, (byte)(62 + rows.Length), 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0,
        40, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 255, 0,
        .. rows,
    ];

    private static byte[] Row(int y) => s_picture[(Rows + y * Stride)..(Rows + (y + 1) * Stride)];

    private static void AssertSamePicture(byte[] other)
    {
        var reader = Pictures.Reader();
        Assert.Equal(new(Width, Height, ImageFormat.Bmp), reader.Identify(other));
        Assert.Equal(reader.Read(s_picture, Width, Height), reader.Read(other, Width, Height));
    }
}
