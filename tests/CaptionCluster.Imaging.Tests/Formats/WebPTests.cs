using System.Buffers.Binary;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class WebPTests
{
    private static readonly byte[] Picture = Manifest.Bytes("good/webp_lossless.webp");
    private static readonly byte[] Turned = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_ExifOrientation_IsApplied(bool prefixed)
    {
        byte[] exif = prefixed ? [.. "Exif\0\0"u8, .. Turned] : Turned;
        var image = Extended(exif);
        var reader = Pictures.Reader();

        Assert.Equal(new(64, 96, ImageFormat.WebP), reader.Identify(image));
        var upright = reader.Read(image, 64, 96);
        var stored = reader.Read(Picture, 96, 64);
        // A quarter turn clockwise: the lower left corner comes to the upper left.
        Assert.Equal(stored[(63 * 96 * 3)..(63 * 96 * 3 + 3)], upright[..3]);
    }

    [Fact]
    public void Read_BytesBehindTheEnd_ChangeNothing() =>
        Assert.Equal(Pictures.Reader().Read(Picture, 32, 32), Pictures.Reader().Read([.. Picture, .. "anything"u8], 32, 32));

    [Fact]
    public void Read_CanvasThatIsNotTheFrame_IsBroken()
    {
        var image = Extended(Turned);
        image[24]++;

        Assert.Equal(ImageRejection.Broken, Refusal.Of(image).Reason);
    }

    [Theory]
    [InlineData(5, "RIFF header")]
    [InlineData(20, "signature byte")]
    public void Identify_DamagedByte_IsBroken(int index, string says)
    {
        byte[] damaged = [.. Picture];
        damaged[index] ^= 0x7F;

        Assert.Contains(says, Refusal.Of(damaged).Message, StringComparison.Ordinal);
    }

    /// <summary>The same frame in a container that can carry EXIF.</summary>
    private static byte[] Extended(byte[] exif)
    {
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X"u8, [8, 0, 0, 0, 95, 0, 0, 63, 0, 0]), .. Picture[12..], .. Chunk("EXIF"u8, exif)];
        return Chunk("RIFF"u8, body);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. name, .. length, .. data, .. new byte[data.Length & 1]];
    }
}
