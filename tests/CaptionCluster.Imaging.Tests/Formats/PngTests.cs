using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Formats;

public sealed class PngTests
{
    private static readonly byte[] s_picture = Manifest.Bytes("good/png_rgb.png");

    [Fact]
    public void Identify_OrientationBehindThePixels_IsFound()
    {
        var chunks = PngBytes.Chunks(Manifest.Bytes("good/png_exif_6.png"));
        var exif = chunks.Single(chunk => chunk.Type == "eXIf");
        chunks.Remove(exif);
        chunks.Insert(chunks.Count - 1, exif);

        Assert.Equal(new(50, 80, ImageFormat.Png), Pictures.Reader().Identify(PngBytes.Build(chunks)));
    }

    [Fact]
    public void Read_BytesBehindTheEnd_ChangeNothing() =>
        Assert.Equal(Pictures.Reader().Read(s_picture, 32, 32), Pictures.Reader().Read([.. s_picture, .. "anything"u8], 32, 32));

    [Theory]
    [InlineData(8, 3)]
    [InlineData(8, 5)]
    [InlineData(9, 7)]
    [InlineData(10, 1)]
    [InlineData(11, 1)]
    [InlineData(12, 2)]
    public void Identify_HeaderFieldNoPngHas_IsBroken(int field, byte value) =>
        AssertBroken(
            PngBytes.With(s_picture, "IHDR", header => [.. header[..field], value, .. header[(field + 1)..]]),
            "no PNG may have",
            "does not exist"
        );

    [Fact]
    public void Identify_SideAboveThirtyOneBits_IsBroken() =>
        AssertBroken(PngBytes.With(s_picture, "IHDR", header => [0xFF, .. header[1..]]), "2,147,483,647");

    [Fact]
    public void Read_PaletteMissing_IsBroken() => AssertBroken(
        PngBytes.Build(PngBytes.Chunks(Manifest.Bytes("good/png_palette.png")).Where(chunk => chunk.Type != "PLTE")), "no PLTE chunk");

    [Fact]
    public void Read_PaletteOfOddLength_IsBroken() =>
        AssertBroken(PngBytes.With(Manifest.Bytes("good/png_palette.png"), "PLTE", palette => palette[..^1]), "1 to 256 colours");

    [Theory]
    [InlineData("IHDR", "two IHDR")]
    [InlineData("ABCD", "critical chunk")]
    public void Read_ChunkThatMayNotBe_IsBroken(string type, string says)
    {
        var chunks = PngBytes.Chunks(s_picture);
        chunks.Insert(1, (type, chunks[0].Data));
        AssertBroken(PngBytes.Build(chunks), says);
    }

    private static void AssertBroken(byte[] image, params string[] saysOneOf)
    {
        var refusal = Refusal.Of(image);
        Assert.Equal(ImageRejection.Broken, refusal.Reason);
        Assert.Contains(saysOneOf, says => refusal.Message.Contains(says, StringComparison.Ordinal));
    }
}
