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

    public static TheoryData<string> Animations => [.. Gifs, "good/webp_animated.webp"];

    [Theory, MemberData(nameof(Whole))]
    public void Read_FileCutAnywhereInItsFirstFrame_IsRefused(string file)
    {
        var image = UpToFirstFramesEnd(file);
        for (int cut = 1; cut <= Cuts; cut++)
        {
            var refusal = Refusal.Of(image[..(image.Length - Math.Max(1, image.Length * cut / (Cuts + 1)))]);
            Assert.NotEqual(ImageRejection.TooLarge, refusal.Reason);
        }
    }

    [Theory, MemberData(nameof(Whole))]
    public void Read_FirstFrameWithoutItsLastByte_IsBroken(string file) =>
        Assert.Equal(ImageRejection.Broken, Refusal.Of(UpToFirstFramesEnd(file)[..^1]).Reason);

    [Theory, MemberData(nameof(Animations))]
    public void Read_FileCutBehindItsFirstFrame_GivesThePicture(string file)
    {
        var reader = Pictures.Reader();
        var image = Manifest.Bytes(file);
        var expected = reader.Read(image, 96, 64);
        int end = UpToFirstFramesEnd(file).Length;
        for (int cut = 0; cut <= Cuts; cut++)
            Assert.Equal(expected, reader.Read(image[..(end + (image.Length - 1 - end) * cut / Cuts)], 96, 64));
    }

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
        var blocks = GifBytes.DataBlocks(image);

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

    /// <summary>An animation's first frame is its picture; any other file is one whole.</summary>
    private static byte[] UpToFirstFramesEnd(string file)
    {
        var image = Manifest.Bytes(file);
        if (Path.GetExtension(file) == ".gif") return image[..GifBytes.EndOfFirstFrame(image)];
        return Path.GetExtension(file) == ".webp" && WebPBytes.EndOfFirstFrame(image) is { } end ? image[..end] : image;
    }
}
