namespace CaptionCluster.Imaging.Formats.Gif;

/// <summary>Walks every block to the trailer, so that a cut file is told from a whole one.</summary>
internal static class GifStructure
{
    public static void Check(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "GIF");
        GifBlocks.TakeScreen(ref cursor);
        while (GifBlocks.NextBlock(ref cursor) == GifBlocks.Image)
        {
            GifBlocks.TakeFrame(ref cursor);
            byte codeSize = cursor.Byte("a frame");
            if (codeSize is < 1 or > 11) throw Rejections.Broken($"The GIF has a frame with a code size of {codeSize} bits.");
            if (GifBlocks.SkipSubBlocks(ref cursor, "a frame") == 0) throw Rejections.Broken("The GIF has a frame without data.");
        }
    }
}
