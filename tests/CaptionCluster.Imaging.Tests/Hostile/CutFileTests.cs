using System.Buffers.Binary;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Hostile;

/// <summary>A half-uploaded photo must never get a caption.</summary>
public sealed class CutFileTests
{
    private const int Cuts = 48;

    /// <summary>All but the one whose tail is no part of the picture.</summary>
    public static TheoryData<string> Whole =>
        [.. Manifest.Load().Decode.Select(each => each.File).Where(file => !file.Contains("zip_behind", StringComparison.Ordinal))];

    public static TheoryData<string> Pngs => [.. Manifest.Load().Decode.Where(each => each.Format == "png").Select(each => each.File)];

    public static TheoryData<string> Gifs => [.. Manifest.Load().Decode.Where(each => each.Format == "gif").Select(each => each.File)];

    [Theory, MemberData(nameof(Whole))]
    public void Read_FileCutAnywhere_IsRefused(string file)
    {
        var image = Manifest.Bytes(file);
        for (int cut = 1; cut <= Cuts; cut++)
        {
            var refusal = Refusal.Of(image[..(image.Length - Math.Max(1, image.Length * cut / (Cuts + 1)))]);
            Assert.NotEqual(ImageRejection.TooLarge, refusal.Reason);
        }
    }

    [Theory, MemberData(nameof(Whole))]
    public void Read_FileWithoutItsLastByte_IsBroken(string file) =>
        Assert.Equal(ImageRejection.Broken, Refusal.Of(Manifest.Bytes(file)[..^1]).Reason);

    [Theory, MemberData(nameof(Pngs))]
    public void Read_PngWhoseDataEndsEarlyInGoodChunks_IsBroken(string file)
    {
        var image = Manifest.Bytes(file);
        foreach (double kept in new[] { 0, 0.01, 0.5, 0.9, 0.99 })
        {
            var cut = PngBytes.With(image, "IDAT", data => data[..(int)(data.Length * kept)]);
            Assert.Equal("broken-image", Refusal.Of(cut).Code);
        }
    }

    [Theory, MemberData(nameof(Gifs))]
    public void Read_GifWhoseFirstFrameLacksItsEnd_IsBroken(string file)
    {
        var image = Manifest.Bytes(file);
        var blocks = GifDataBlocks(image);

        for (int kept = 0; kept < blocks.Count - 1; kept++)
        {
            byte[] cut = [.. image[..blocks[kept]], .. image[blocks[^1]..]];
            Assert.Equal("broken-image", Refusal.Of(cut).Code);
        }
    }

    [Theory]
    [InlineData("good/webp_lossy.webp")]
    [InlineData("good/webp_lossless.webp")]
    public void Read_WebPWhoseDataEndsEarlyInAGoodChunk_IsBroken(string file)
    {
        var image = Manifest.Bytes(file);
        foreach (int missing in new[] { 2, 20, 200, 1000 })
        {
            var cut = image[..^missing];
            BinaryPrimitives.WriteInt32LittleEndian(cut.AsSpan(4), cut.Length - 8);
            BinaryPrimitives.WriteInt32LittleEndian(cut.AsSpan(16), cut.Length - 20);
            Assert.Equal("broken-image", Refusal.Of(cut).Code);
        }
    }

    /// <summary>Where each data block of the first frame begins, and last where its terminator stands.</summary>
    private static List<int> GifDataBlocks(byte[] gif)
    {
        int i = 13 + ColourBytes(gif[10]);
        while (gif[i] == 0x21)
        {
            i += 2;
            while (gif[i] != 0) i += gif[i] + 1;
            i++;
        }

        i += 11 + ColourBytes(gif[i + 9]);
        var blocks = new List<int> { i };
        while (gif[i] != 0) blocks.Add(i += gif[i] + 1);
        return blocks;
    }

    private static int ColourBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
