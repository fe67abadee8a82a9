using System.Buffers.Binary;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class WebPTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/webp_lossless.webp");
    private static readonly byte[] s_animated = Manifest.Bytes("good/webp_animated.webp");
    private static readonly byte[] s_turned = ExifBytes.Turned(6);

    private static byte[] Frame => s_picture[12..];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_ExifOrientation_IsApplied(bool prefixed)
    {
        byte[] exif = prefixed ? [.. "Exif\0\0"u8, .. s_turned] : s_turned;
        var image = Extended(exif);
        var reader = Pictures.Reader();

        Assert.Equal(new(64, 96, ImageFormat.WebP), reader.Identify(image));
        var upright = reader.Read(image, 64, 96);
        var stored = reader.Read(s_picture, 96, 64);
        // A quarter turn clockwise: the lower left corner comes to the upper left.
        Assert.Equal(stored[(63 * 96 * 3)..(63 * 96 * 3 + 3)], upright[..3]);
    }

    [Fact]
    public void Identify_ExifTwice_TakesTheFirst() =>
        AssertSize(
            64,
            96,
            WebPBytes.Riff(
                WebPBytes.Extended(WebPBytes.HasExif, 96, 64),
                WebPBytes.Chunk("EXIF"u8, s_turned),
                Frame,
                WebPBytes.Chunk("EXIF"u8, ExifBytes.Turned(1))
            )
        );

    [Fact]
    public void Identify_ExifThatTheFlagsDeny_IsNotThere() =>
        AssertSize(96, 64, WebPBytes.Riff(WebPBytes.Extended(WebPBytes.HasXmp, 96, 64), Frame, WebPBytes.Chunk("EXIF"u8, s_turned)));

    [Theory]
    [InlineData(WebPBytes.HasXmp, 64, 96)]
    [InlineData(WebPBytes.HasXmp | WebPBytes.HasExif, 64, 96)]
    [InlineData(WebPBytes.HasExif, 96, 64)]
    [InlineData(0, 96, 64)]
    public void Identify_OrientationInXmpAlone_CountsIfTheFlagsSaySo(byte flags, int width, int height) =>
        AssertSize(
            width,
            height,
            WebPBytes.Riff(
                WebPBytes.Extended(flags, 96, 64),
                Frame,
                WebPBytes.Chunk("EXIF"u8, ExifBytes.Tiff(true)),
                WebPBytes.Chunk("XMP "u8, "tiff:Orientation=\"8\""u8.ToArray())
            )
        );

    [Fact]
    public void Read_BytesBehindTheEnd_ChangeNothing() => AssertPicture([.. s_picture, .. "anything"u8]);

    [Theory]
    [InlineData("6162636403000000616263")] // An unknown chunk, its pad byte left out
    [InlineData("616263")] // No whole chunk
    [InlineData("45584946FFFFFF7F00")] // EXIF that claims more than there is
    [InlineData("45584946FFFFFFFF00")]
    [InlineData("00000000000000000000000000000000")]
    public void Read_AnythingBehindTheFrame_GivesThePicture(string hex)
    {
        var behind = Convert.FromHexString(hex);
        AssertPicture(WebPBytes.Riff(Frame, behind));
        AssertPicture(WebPBytes.Riff(WebPBytes.Extended(WebPBytes.HasExif, 96, 64), Frame, behind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("414E4D46")]
    [InlineData("414E4D46FFFFFF7F00")]
    [InlineData("414E4D4604000000FFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void Read_AnythingBehindAnAnimationsFirstFrame_GivesThePicture(string hex)
    {
        byte[] image = [.. s_animated[..WebPBytes.EndOfFirstFrame(s_animated)!.Value], .. Convert.FromHexString(hex)], closed = [.. image];
        BinaryPrimitives.WriteInt32LittleEndian(closed.AsSpan(4), closed.Length - 8);
        var reader = Pictures.Reader();

        Assert.Equal(reader.Read(s_animated, 96, 64), reader.Read(image, 96, 64));
        Assert.Equal(reader.Read(s_animated, 96, 64), reader.Read(closed, 96, 64));
    }

    /// <summary>What is missing may be the orientation.</summary>
    [Fact]
    public void Read_StillPictureCutBehindItsFrame_IsBroken() =>
        Assert.Contains("it is cut", Refusal.Of(Extended(s_turned)[..^1]).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownChunksBeforeTheFrame_GivesThePicture() =>
        AssertPicture(
            WebPBytes.Riff(WebPBytes.Extended(0, 96, 64), WebPBytes.Chunk("abcd"u8, [1, 2, 3]), WebPBytes.Chunk("\0\0\0\0"u8, []), Frame)
        );

    [Fact]
    public void Read_FrameOfOddLengthWithoutItsPadByte_GivesThePicture()
    {
        // One byte more than the coded data needs, so that the length is odd.
        byte[] frame = WebPBytes.Chunk("VP8L"u8, [.. s_picture[20..], 0]);
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(4)) % 2);

        AssertPicture(WebPBytes.Riff(frame));
        AssertPicture(WebPBytes.Riff(frame[..^1]));
        AssertPicture([.. WebPBytes.Riff(frame[..^1]), .. "anything"u8]);
        AssertPicture(WebPBytes.Riff(WebPBytes.Extended(0, 96, 64), frame[..^1]));
    }

    [Fact]
    public void Read_CanvasThatIsNotTheFrame_IsBroken()
    {
        var image = Extended(s_turned);
        image[24]++;

        Assert.Equal(ImageRejection.Broken, Refusal.Of(image).Reason);
    }

    [Theory]
    [InlineData(5, "RIFF header")]
    [InlineData(20, "signature byte")]
    public void Identify_DamagedByte_IsBroken(int index, string says)
    {
        byte[] damaged = [.. s_picture];
        damaged[index] ^= 0x7F;

        Assert.Contains(says, Refusal.Of(damaged).Message, StringComparison.Ordinal);
    }

    /// <summary>The same frame in a container that can carry EXIF.</summary>
    private static byte[] Extended(byte[] exif) =>
        WebPBytes.Riff(WebPBytes.Extended(WebPBytes.HasExif, 96, 64), Frame, WebPBytes.Chunk("EXIF"u8, exif));

    private static void AssertSize(int width, int height, byte[] image) =>
        Assert.Equal(new(width, height, ImageFormat.WebP), Pictures.Reader().Identify(image));

    private static void AssertPicture(byte[] image) =>
        Assert.Equal(Pictures.Reader().Read(s_picture, 96, 64), Pictures.Reader().Read(image, 96, 64));
}
