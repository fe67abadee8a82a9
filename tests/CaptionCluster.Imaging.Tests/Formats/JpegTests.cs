using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class JpegTests
{
    private static readonly byte[] Picture = Manifest.Bytes("good/jpeg_444.jpg");

    private static int Frame => Picture.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);

    [Fact]
    public void Read_BytesBehindTheEnd_ChangeNothing() =>
        Assert.Equal(Pictures.Reader().Read(Picture, 32, 32), Pictures.Reader().Read([.. Picture, .. "anything"u8], 32, 32));

    [Fact]
    public void Read_WithoutEndMarker_SaysSo() =>
        Assert.Equal("The JPEG ends inside its scan, before the end-of-image marker.", Refusal.Of(Picture[..^2]).Message);

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xC9)]
    public void Identify_LosslessOrArithmetic_IsUnsupported(byte marker) =>
        Assert.Equal(ImageRejection.UnsupportedFormat, Refusal.Of(With(Frame + 1, marker)).Reason);

    [Fact]
    public void Identify_TwelveBits_IsUnsupported() => Assert.Equal(ImageRejection.UnsupportedFormat, Refusal.Of(With(Frame + 4, 12)).Reason);

    [Fact]
    public void Identify_SamplingFactorOfZero_IsBroken() => AssertBroken("sampling factor", With(Frame + 11, 0x01));

    [Fact]
    public void Identify_TwoFrameHeaders_IsBroken()
    {
        byte[] frame = Picture[Frame..(Frame + 2 + Picture[Frame + 3])];
        AssertBroken("two frame headers", [.. Picture[..Frame], .. frame, .. Picture[Frame..]]);
    }

    [Fact]
    public void Identify_SegmentLengthBelowTwo_IsBroken() => AssertBroken("less than its own two bytes", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0]);

    [Fact]
    public void Read_ForbiddenMarkerInScan_IsBroken()
    {
        byte[] damaged = [.. Picture];
        damaged[^40] = 0xFF;
        damaged[^39] = 0xC0;
        AssertBroken("may not stand there", damaged);
    }

    private static byte[] With(int index, byte value)
    {
        byte[] changed = [.. Picture];
        changed[index] = value;
        return changed;
    }

    private static void AssertBroken(string says, byte[] image)
    {
        var refusal = Refusal.Of(image);
        Assert.Equal(ImageRejection.Broken, refusal.Reason);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }
}
