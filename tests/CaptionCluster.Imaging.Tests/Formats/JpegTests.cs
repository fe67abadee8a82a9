using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class JpegTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/jpeg_444.jpg");

    private static int Frame => s_picture.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);

    [Fact]
    public void Read_BytesBehindTheEnd_ChangeNothing() =>
        Assert.Equal(Pictures.Reader().Read(s_picture, 32, 32), Pictures.Reader().Read([.. s_picture, .. "anything"u8], 32, 32));

    [Fact]
    public void Read_WithoutEndMarker_SaysSo() =>
        Assert.Equal("The JPEG ends inside its scan, before the end-of-image marker.", Refusal.Of(s_picture[..^2]).Message);

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xC9)]
    public void Identify_LosslessOrArithmetic_IsUnsupported(byte marker) =>
        Assert.Equal(ImageRejection.UnsupportedFormat, Refusal.Of(With(Frame + 1, marker)).Reason);

    [Fact]
    public void Identify_TwelveBits_IsUnsupported() =>
        Assert.Equal(ImageRejection.UnsupportedFormat, Refusal.Of(With(Frame + 4, 12)).Reason);

    [Fact]
    public void Identify_SamplingFactorOfZero_IsBroken() => AssertBroken("sampling factor", With(Frame + 11, 0x01));

    [Fact]
    public void Identify_TwoFrameHeaders_IsBroken()
    {
        byte[] frame = s_picture[Frame..(Frame + 2 + s_picture[Frame + 3])];
        AssertBroken("two frame headers", [.. s_picture[..Frame], .. frame, .. s_picture[Frame..]]);
    }

    [Fact]
    public void Identify_SegmentLengthBelowTwo_IsBroken() =>
        AssertBroken("less than its own two bytes", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0]);

    public static TheoryData<string> Strays =>
        ["00", "0000000000", "FF00", "FF00FF00FF00", "FFFFFF", "0102FF0003", "00FF", "FFD0", "00FFD700FFFF"];

    [Theory, MemberData(nameof(Strays))]
    public void Read_StraysBeforeEverySegment_GivesThePicture(string hex)
    {
        var strays = Convert.FromHexString(hex);
        foreach (string file in new[] { "good/jpeg_444.jpg", "good/jpeg_progressive.jpg", "good/jpeg_exif_6.jpg" })
        {
            var image = Manifest.Bytes(file);
            // A NUL right behind the start-of-image marker would make it no JPEG to any reader.
            bool isMarker = strays[0] == 0xFF;
            var segments = Segments(image);
            byte[] strayed =
            [
                .. image[..2],
                .. segments.SelectMany((each, i) => (byte[])[.. i > 0 || isMarker ? strays : [], .. each]),
                .. image[Start(segments)..],
            ];

            AssertSamePicture(image, strayed);
        }
    }

    [Theory, MemberData(nameof(Strays))]
    public void Read_StraysBetweenScans_GivesThePicture(string hex)
    {
        var image = Manifest.Bytes("good/jpeg_progressive.jpg");
        int second = image.AsSpan(Start(Segments(image))).IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC4]) + Start(Segments(image));

        AssertSamePicture(image, [.. image[..second], .. Convert.FromHexString(hex), .. image[second..]]);
    }

    [Fact]
    public void Read_NothingButStraysBehindASegment_IsBroken() =>
        AssertBroken("ends inside a marker", [.. s_picture[..20], 0, 0, 0, 0xFF, 0, 0xFF]);

    [Theory]
    [InlineData("")]
    [InlineData("0000FF00FFD8FFDAFFC0FFD9")]
    [InlineData("FFD8FFE000")] // Another picture, cut
    public void Read_AnythingBehindTheEnd_GivesThePicture(string hex)
    {
        byte[] image = [.. s_picture, .. Convert.FromHexString(hex)];
        AssertSamePicture(s_picture, image);
        AssertSamePicture(s_picture, [.. image, .. Manifest.Bytes("good/jpeg_exif_6.jpg")]);
    }

    [Fact]
    public void Identify_OrientationAsLong_IsApplied() => AssertOrientation(6, App1(ExifBytes.OfType(4, 1, [6, 0, 0, 0])));

    [Fact]
    public void Identify_ExifBehindXmp_IsApplied() => AssertOrientation(6, Xmp(3), App1(ExifBytes.Turned(6)));

    [Fact]
    public void Identify_XmpAlone_IsApplied() => AssertOrientation(6, Xmp(6));

    [Fact]
    public void Identify_XmpTwice_TakesTheLast() => AssertOrientation(6, Xmp(3), Xmp(6));

    [Fact]
    public void Identify_ExifWithoutTheTagAndXmp_TakesXmp() =>
        AssertOrientation(6, App1(ExifBytes.Tiff(true, (0x0100, 3, 1, [1, 0]))), Xmp(6));

    [Fact]
    public void Identify_ExifTwice_TakesTheFirst()
    {
        AssertOrientation(6, App1(ExifBytes.Turned(6)), App1(ExifBytes.Turned(1)));
        AssertOrientation(1, App1(ExifBytes.Turned(1)), App1(ExifBytes.Turned(6)));
        AssertOrientation(1, App1("no TIFF at all"u8.ToArray()), App1(ExifBytes.Turned(6)));
    }

    [Fact]
    public void Identify_ExifInTwoSegments_IsJoined()
    {
        var exif = ExifBytes.Tiff(true, (0x010F, 2, 20, new byte[20]), ExifBytes.Short(6));
        for (int cut = 0; cut <= exif.Length; cut++) AssertOrientation(6, App1(exif[..cut]), Xmp(3), App1(exif[cut..]));
    }

    [Fact]
    public void Identify_FirstExifEmpty_TakesTheNext() => AssertOrientation(6, App1([]), App1(ExifBytes.Turned(6)));

    [Fact]
    public void Read_ForbiddenMarkerInScan_IsBroken()
    {
        byte[] damaged = [.. s_picture];
        damaged[^40] = 0xFF;
        damaged[^39] = 0xC0;
        AssertBroken("may not stand there", damaged);
    }

    private static byte[] App1(byte[] exif) => MiniJpeg.Segment(0xE1, [.. "Exif\0\0"u8, .. exif]);

    private static byte[] Xmp(int orientation) =>
        MiniJpeg.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<a tiff:Orientation=\""u8, (byte)('0' + orientation), .. "\"/>"u8]);

    private static void AssertOrientation(int expected, params byte[][] segments)
    {
        byte[] image = [.. s_picture[..2], .. segments.SelectMany(each => each), .. s_picture[2..]];
        var reader = Pictures.Reader();

        Assert.Equal(expected >= 5 ? new(64, 96, ImageFormat.Jpeg) : new(96, 64, ImageFormat.Jpeg), reader.Identify(image));
        if (expected == 1) Assert.Equal(reader.Read(s_picture, 96, 64), reader.Read(image, 96, 64));
    }

    /// <summary>Everything before the first scan's coded data, segment by segment.</summary>
    private static List<byte[]> Segments(byte[] image)
    {
        var segments = new List<byte[]>();
        for (int i = 2; ; i += segments[^1].Length)
        {
            segments.Add(image[i..(i + 2 + image[i + 2] * 256 + image[i + 3])]);
            if (image[i + 1] == 0xDA) return segments;
        }
    }

    private static int Start(List<byte[]> segments) => 2 + segments.Sum(each => each.Length);

    private static void AssertSamePicture(byte[] expected, byte[] image)
    {
        var reader = Pictures.Reader();
        Assert.Equal(reader.Identify(expected), reader.Identify(image));
        Assert.Equal(reader.Read(expected, 40, 30), reader.Read(image, 40, 30));
    }

    private static byte[] With(int index, byte value)
    {
        byte[] changed = [.. s_picture];
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
