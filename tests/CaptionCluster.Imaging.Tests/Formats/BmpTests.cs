using System.Buffers.Binary;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class BmpTests
{
    private const int Width = 96, Height = 64, Rows = 54, Stride = Width * 3;

    private static readonly byte[] Picture = Manifest.Bytes("good/bmp_24.bmp");

    [Fact]
    public void Read_RowsFromTopToBottom_GiveTheSamePicture()
    {
        byte[] topDown = [.. Picture[..Rows], .. Enumerable.Range(0, Height).Reverse().SelectMany(Row)];
        BinaryPrimitives.WriteInt32LittleEndian(topDown.AsSpan(22), -Height);

        AssertSamePicture(topDown);
    }

    [Fact]
    public void Read_CoreHeader_GivesTheSamePicture()
    {
        byte[] core = [.. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 12, 0, 0, 0, Width, 0, Height, 0, 1, 0, 24, 0, .. Picture[Rows..]];

        AssertSamePicture(core);
    }

    [Theory]
    [InlineData(14, 39, "header of 39 bytes")]
    [InlineData(10, 20, "inside its header")]
    [InlineData(28, 16, "")] // Fewer bits than the rows hold is a picture still.
    [InlineData(30, 1, "24 bits a pixel with compression 1")]
    [InlineData(30, 4, "wraps a JPEG or PNG")]
    public void Read_ChangedHeaderByte_IsToldApart(int index, byte value, string says)
    {
        byte[] changed = [.. Picture];
        changed[index] = value;

        if (says.Length == 0) Assert.Equal(32 * 32 * 3, Pictures.Reader().Read(changed, 32, 32).Length);
        else Assert.Contains(says, Refusal.Of(changed).Message, StringComparison.Ordinal);
    }

    private static byte[] Row(int y) => Picture[(Rows + y * Stride)..(Rows + (y + 1) * Stride)];

    private static void AssertSamePicture(byte[] other)
    {
        var reader = Pictures.Reader();
        Assert.Equal(new(Width, Height, ImageFormat.Bmp), reader.Identify(other));
        Assert.Equal(reader.Read(Picture, Width, Height), reader.Read(other, Width, Height));
    }
}
