using System.IO.Compression;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Hostile;

/// <summary>Little that would become much.</summary>
public sealed class BombTests
{
    private const int Bomb = 50_000_000;

    [Theory]
    [InlineData("zTXt", "comment\0\0")]
    [InlineData("iTXt", "comment\0\u0001\0\0\0")]
    public void Read_GoodPngWithTextBomb_GivesThePicture(string type, string prefix)
    {
        var image = Manifest.Bytes("good/png_rgb.png");
        var chunks = PngBytes.Chunks(image);
        chunks.Insert(1, (type, [.. prefix.Select(each => (byte)each), .. Deflated(Bomb)]));
        var reader = Pictures.Reader();

        var rgb = reader.Read(PngBytes.Build(chunks), 96, 64);

        Assert.Equal(reader.Read(image, 96, 64), rgb);
    }

    [Theory]
    [InlineData("")] // Of a scan that refines, which may be empty.
    [InlineData("00")]
    public void Read_JpegOfManyTinyScans_IsBroken(string data)
    {
        var image = Manifest.Bytes("good/jpeg_progressive.jpg");
        int scan =
            data.Length == 0
                ? image.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA])
                : image.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] tiny = [.. image[scan..(scan + 2 + image[scan + 3])], .. Convert.FromHexString(data)];
        byte[] bomb = [.. image[..^2], .. Enumerable.Repeat(tiny, 200).SelectMany(each => each), 0xFF, 0xD9];

        Assert.Contains("more than 100 scans", Refusal.Of(bomb).Message, StringComparison.Ordinal);
    }

    /// <summary>As much of it as may be sent; each byte is looked at a fixed number of times.</summary>
    [Theory]
    [InlineData("00")]
    [InlineData("FF00")]
    [InlineData("FFFF")]
    [InlineData("FFD0")]
    [InlineData("FFFE0002")]
    [InlineData("FFE1000845786966000000")] // Empty EXIF and a NUL
    public void Read_JpegOfMillionsOfStrays_GivesThePicture(string hex) =>
        AssertSamePicture("good/jpeg_444.jpg", image => [.. image[..20], .. Many(hex), .. image[20..]]);

    [Theory]
    [InlineData("00")]
    [InlineData("0021FE00")]
    [InlineData("21FE00")]
    public void Read_GifOfMillionsOfStrays_GivesThePicture(string hex) => AssertSamePicture("good/gif_static.gif", image =>
    {
        int first = GifBytes.BlocksUpToFirstFrame(image)[0];
        return [.. image[..first], .. Many(hex), .. image[first..]];
    });

    [Theory]
    [InlineData("000000007465587400000000")] // An empty tEXt chunk, its check sum wrong
    [InlineData("00000000FF00FF0000000000")] // One without a name
    [InlineData("000000096558496645786966000045786966000000")]
    public void Read_PngOfMillionsOfBrokenChunks_GivesThePicture(string hex) =>
        AssertSamePicture("good/png_rgb.png", image => [.. image[..33], .. Many(hex), .. image[33..]]);

    [Fact]
    public void Read_PngWithAPaletteInEveryChunk_IsBroken()
    {
        var chunks = PngBytes.Chunks(Manifest.Bytes("good/png_palette.png"));
        var palette = chunks.Single(chunk => chunk.Type == "PLTE");
        chunks.InsertRange(1, Enumerable.Repeat((palette.Type, palette.Data[..3]), 1000));

        Assert.Equal("The PNG has two PLTE chunks.", Refusal.Of(PngBytes.Build(chunks)).Message);
    }

    [Theory]
    [InlineData("Raw profile type exif")]
    [InlineData("XML:com.adobe.xmp")]
    public void Identify_PngWithABombOfAnOrientation_LeavesThePictureAsItIs(string name)
    {
        var chunks = PngBytes.Chunks(Manifest.Bytes("good/png_rgb.png"));
        chunks.InsertRange(1, Enumerable.Repeat(("zTXt", (byte[])[.. name.Select(each => (byte)each), 0, 0, .. Deflated(Bomb)]), 20));
        var image = PngBytes.Build(chunks);
        var reader = Pictures.Reader();
        reader.Identify(image);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(new(96, 64, ImageFormat.Png), reader.Identify(image));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    private static byte[] Many(string hex)
    {
        var piece = Convert.FromHexString(hex);
        var many = new byte[19 * 1024 * 1024 / piece.Length * piece.Length];
        for (int i = 0; i < many.Length; i += piece.Length) piece.CopyTo(many, i);
        return many;
    }

    private static void AssertSamePicture(string file, Func<byte[], byte[]> change)
    {
        var image = Manifest.Bytes(file);
        var reader = Pictures.Reader();

        Assert.Equal(reader.Read(image, 32, 32), reader.Read(change(image), 32, 32));
    }

    private static byte[] Deflated(int zeros)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            for (int left = zeros; left > 0; left -= block.Length) zlib.Write(block, 0, Math.Min(left, block.Length));
        }

        return deflated.ToArray();
    }
}
