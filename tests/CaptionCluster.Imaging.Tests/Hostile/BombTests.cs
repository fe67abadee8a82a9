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

    [Fact]
    public void Read_JpegOfManyEmptyScans_IsBroken()
    {
        var image = Manifest.Bytes("good/jpeg_progressive.jpg");
        int scan = image.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] header = image[scan..(scan + 2 + image[scan + 3])];
        byte[] bomb = [.. image[..^2], .. Enumerable.Repeat(header, 200).SelectMany(each => each), 0xFF, 0xD9];

        Assert.Contains("more than 100 scans", Refusal.Of(bomb).Message, StringComparison.Ordinal);
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
