using System.Text;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

/// <summary>Where Pillow finds a PNG's orientation. The picture is 96 x 64; 6 and 8 turn it.</summary>
public sealed class PngMetadataTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/png_rgb.png");
    private static readonly (string, byte[]) s_turned = ("eXIf", ExifBytes.Turned(6)), s_upright = ("eXIf", ExifBytes.Turned(1));

    [Fact]
    public void Identify_ExifAnywhere_IsApplied()
    {
        AssertTurned(true, [s_turned], []);
        AssertTurned(true, [], [s_turned]);
        AssertTurned(true, [("eXIf", [.. "Exif\0\0"u8, .. ExifBytes.Turned(6)])], []);
    }

    [Fact]
    public void Identify_ExifTwice_TakesTheLast()
    {
        AssertTurned(true, [s_upright, s_turned], []);
        AssertTurned(true, [s_upright], [s_turned]);
        AssertTurned(false, [s_turned], [s_upright]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Identify_ExifWithAWrongCheckSum_IsNotThere(bool behind)
    {
        var image = With(behind ? [] : [s_turned], behind ? [s_turned] : []);
        image[image.AsSpan().IndexOf("eXIf"u8) + 6] ^= 1;

        Assert.Equal(new(96, 64, ImageFormat.Png), Pictures.Reader().Identify(image));
    }

    [Fact]
    public void Identify_ExifBehindAnAnimationsSecondFrame_IsNotThere()
    {
        (string, byte[]) animation = ("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), still = ("acTL", [0, 0, 0, 1, 0, 0, 0, 0]);
        (string, byte[]) first = ("fcTL", PngAncillaryTests.Control(0)), second = ("fcTL", PngAncillaryTests.Control(1));

        AssertTurned(false, [animation, first], [second, s_turned]);
        AssertTurned(true, [animation, first], [s_turned, second]);
        AssertTurned(false, [still], [first, s_turned]); // The IDAT chunks are no frame, so the first one is a second picture.
        AssertTurned(true, [still, first], [second, s_turned]);
        AssertTurned(true, [], [second, s_turned]);
        AssertTurned(true, [animation, animation, first], [second, s_turned]);
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iTXt, compressed")]
    public void Identify_RawProfile_IsAppliedWhereThereIsNoExif(string kind)
    {
        var profile = Text(kind, "Raw profile type exif", Profile(ExifBytes.Turned(6)));

        AssertTurned(true, [profile], []);
        AssertTurned(true, [], [profile]);
        AssertTurned(false, [profile], [s_upright]);
        AssertTurned(false, [profile, ("eXIf", [])], []);
        AssertTurned(false, [profile, Text(kind, "Raw profile type exif", Profile(ExifBytes.Turned(1)))], []);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\nexif\n")]
    [InlineData("\nexif\n 8\nXX")]
    [InlineData("\nexif\n 8\n45786966000049492A000")]
    [InlineData("\nexif\n 8\n4 5")]
    public void Identify_BrokenRawProfile_CountsAsAbsent(string profile)
    {
        AssertTurned(false, [Text("tEXt", "Raw profile type exif", profile)], []);
        AssertTurned(true, [Text("zTXt", "Raw profile type exif", profile), Xmp("iTXt")], []);
    }

    [Fact]
    public void Identify_RawProfileInOddLines_IsApplied()
    {
        string hex = Convert.ToHexString(ExifBytes.Turned(6));
        AssertTurned(
            true,
            [Text("tEXt", "Raw profile type exif", $"\nexif\n  26\n{hex[..9].ToLowerInvariant()}\n{hex[9..20]} \t{hex[20..]}\n")],
            []
        );
    }

    [Fact]
    public void Identify_TextOfTheNameExif_IsExif()
    {
        (string, byte[]) text = ("tEXt", [.. "exif\0"u8, .. ExifBytes.Turned(6)]);
        AssertTurned(true, [text], []);
        AssertTurned(false, [text, s_upright], []);
        AssertTurned(true, [s_upright, text], []);
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iTXt, compressed")]
    public void Identify_Xmp_IsAppliedWhereExifHasNone(string kind)
    {
        AssertTurned(true, [Xmp(kind)], []);
        AssertTurned(true, [], [Xmp(kind)]);
        AssertTurned(true, [("eXIf", ExifBytes.Tiff(true))], [Xmp(kind)]);
        AssertTurned(true, [("eXIf", [1, 2, 3])], [Xmp(kind)]);
        AssertTurned(false, [s_upright], [Xmp(kind)]);
    }

    [Theory]
    [InlineData("zTXt", "\0\u0001xyz")] // A compression that does not exist
    [InlineData("zTXt", "\0\0xyz")]
    [InlineData("zTXt", "\0")]
    [InlineData("iTXt", "\0\u0001\u0001\0\0xyz")]
    [InlineData("iTXt", "\0\u0001\0\0\0xyz")]
    [InlineData("iTXt", "\0\0\0xyz")]
    [InlineData("iTXt", "\0\0")]
    [InlineData("iTXt", "")]
    public void Identify_BrokenText_CostsTheChunk(string type, string rest)
    {
        foreach (string name in new[] { "Raw profile type exif", "XML:com.adobe.xmp", "exif" })
            AssertTurned(false, [(type, Encoding.Latin1.GetBytes(name + rest))], []);
    }

    private static (string, byte[]) Xmp(string kind) => Text(kind, "XML:com.adobe.xmp", "<a tiff:Orientation=\"8\"/>");

    private static (string Type, byte[] Data) Text(string kind, string name, string value)
    {
        byte[] key = [.. Encoding.Latin1.GetBytes(name), 0], text = Encoding.Latin1.GetBytes(value);
        return kind switch
        {
            "tEXt" => ("tEXt", [.. key, .. text]),
            "zTXt" => ("zTXt", [.. key, 0, .. PngBytes.Deflated(text)]),
            "iTXt" => ("iTXt", [.. key, 0, 0, .. "en\0name\0"u8, .. text]),
            _ => ("iTXt", [.. key, 1, 0, .. "\0\0"u8, .. PngBytes.Deflated(text)]),
        };
    }

    /// <summary>As ImageMagick writes it.</summary>
    private static string Profile(byte[] exif)
    {
        string hex = Convert.ToHexStringLower([.. "Exif\0\0"u8, .. exif]);
        return $"\nexif\n{hex.Length / 2,8}\n{string.Join('\n', hex.Chunk(72).Select(line => new string(line)))}\n";
    }

    private static byte[] With((string, byte[])[] before, (string, byte[])[] behind)
    {
        var chunks = PngBytes.Chunks(s_picture);
        return PngBytes.Build([chunks[0], .. before, .. chunks[1..^1], .. behind, chunks[^1]]);
    }

    private static void AssertTurned(bool turned, (string, byte[])[] before, (string, byte[])[] behind)
    {
        var (image, reader) = (With(before, behind), Pictures.Reader());
        Assert.Equal(turned ? new(64, 96, ImageFormat.Png) : new(96, 64, ImageFormat.Png), reader.Identify(image));
        if (!turned) Assert.Equal(reader.Read(s_picture, 96, 64), reader.Read(image, 96, 64));
    }
}
