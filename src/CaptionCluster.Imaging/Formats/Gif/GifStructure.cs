namespace CaptionCluster.Imaging.Formats.Gif;

/// <summary>
/// Walks to the end of the first frame, so that a cut one is told from a whole one. What follows that frame is nobody's business.
/// </summary>
internal static class GifStructure
{
    /// <summary>The bytes up to the first frame's end, without strays, which the decoder does not take.</summary>
    public static DecoderInput Check(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "GIF");
        GifBlocks.TakeScreen(ref cursor);
        int blocks = cursor.Position;
        GifBlocks.TakeToFrame(ref cursor, out bool hasStrays);
        GifBlocks.TakeFrame(ref cursor);
        byte codeSize = cursor.Byte("a frame");
        if (codeSize is < 1 or > 11) throw Rejections.Broken($"The GIF has a frame with a code size of {codeSize} bits.");
        if (GifBlocks.SkipSubBlocks(ref cursor, "a frame") == 0) throw Rejections.Broken("The GIF has a frame without data.");

        var whole = image[..cursor.Position];
        return hasStrays ? WithoutStrays(whole, blocks) : new(whole);
    }

    private static DecoderInput WithoutStrays(ReadOnlySpan<byte> whole, int blocks)
    {
        var copy = new RepairedCopy(whole.Length);
        copy.Append(whole[..blocks]);
        var cursor = new ByteCursor(whole, "GIF", blocks);
        while (GifBlocks.Next(ref cursor, out _) == GifBlocks.Extension)
        {
            int start = cursor.Position - 1;
            GifBlocks.TakeExtension(ref cursor);
            copy.Append(whole[start..cursor.Position]);
        }

        copy.Append(whole[(cursor.Position - 1)..]);
        return copy.Finish();
    }
}
