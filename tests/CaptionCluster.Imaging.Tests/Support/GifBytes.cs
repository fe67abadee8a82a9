namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>Finds the pieces of a well-formed GIF.</summary>
internal static class GifBytes
{
    /// <summary>Where each block begins, the first frame's last.</summary>
    public static List<int> BlocksUpToFirstFrame(byte[] gif)
    {
        int i = 13 + ColourBytes(gif[10]);
        var blocks = new List<int> { i };
        while (gif[i] == 0x21)
        {
            i += 2;
            while (gif[i] != 0) i += gif[i] + 1;
            blocks.Add(++i);
        }

        return blocks;
    }

    /// <summary>Where each data block of the first frame begins, and last where its terminator stands.</summary>
    public static List<int> DataBlocks(byte[] gif)
    {
        int i = BlocksUpToFirstFrame(gif)[^1];
        i += 11 + ColourBytes(gif[i + 9]);
        var blocks = new List<int> { i };
        while (gif[i] != 0) blocks.Add(i += gif[i] + 1);
        return blocks;
    }

    public static int EndOfFirstFrame(byte[] gif) => DataBlocks(gif)[^1] + 1;

    private static int ColourBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
