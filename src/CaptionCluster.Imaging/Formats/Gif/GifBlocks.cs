namespace CaptionCluster.Imaging.Formats.Gif;

/// <summary>The pieces a GIF is made of (GIF89a specification, sections 15 to 27).</summary>
internal static class GifBlocks
{
    public const byte Extension = 0x21;
    public const byte Image = 0x2C;
    public const byte Trailer = 0x3B;

    /// <summary>Passes signature, screen descriptor and global colours; returns the screen's size.</summary>
    public static (int Width, int Height) TakeScreen(ref ByteCursor cursor)
    {
        cursor.Take(6, "its signature");
        int width = cursor.LittleEndian16("its screen descriptor");
        int height = cursor.LittleEndian16("its screen descriptor");
        byte flags = cursor.Byte("its screen descriptor");
        cursor.Take(2, "its screen descriptor");
        TakeColours(ref cursor, flags);
        return (width, height);
    }

    /// <summary>
    /// Passes strays and takes the next block's first byte. GIF87a says to read on until a block begins, whatever stands in between;
    /// NUL bytes do in files that people send.
    /// </summary>
    public static byte Next(ref ByteCursor cursor, out int strays)
    {
        strays = cursor.Rest.IndexOfAny(Extension, Image, Trailer);
        if (strays < 0) throw Rejections.Broken("The GIF ends before its first frame.");
        cursor.Take((uint)strays, "a block");
        return cursor.Byte("a block");
    }

    /// <summary>Passes everything up to and with the first byte of the first frame.</summary>
    public static void TakeToFrame(ref ByteCursor cursor, out bool hasStrays)
    {
        hasStrays = false;
        while (true)
        {
            byte kind = Next(ref cursor, out int strays);
            hasStrays |= strays > 0;
            if (kind == Image) return;
            if (kind == Trailer) throw Rejections.Broken("The GIF has no frame.");
            TakeExtension(ref cursor);
        }
    }

    public static void TakeExtension(ref ByteCursor cursor)
    {
        cursor.Byte("an extension");
        SkipSubBlocks(ref cursor, "an extension");
    }

    /// <summary>Passes an image block's descriptor and colours; returns how far the frame reaches to the right and down.</summary>
    public static (int Right, int Bottom) TakeFrame(ref ByteCursor cursor)
    {
        int left = cursor.LittleEndian16("a frame's descriptor");
        int top = cursor.LittleEndian16("a frame's descriptor");
        int width = cursor.LittleEndian16("a frame's descriptor");
        int height = cursor.LittleEndian16("a frame's descriptor");
        if (width == 0 || height == 0) throw Rejections.Broken($"The GIF has a frame of {width} x {height} pixels: a side is zero.");
        TakeColours(ref cursor, cursor.Byte("a frame's descriptor"));
        return (left + width, top + height);
    }

    /// <summary>Returns how many data bytes the sub-blocks hold.</summary>
    public static long SkipSubBlocks(ref ByteCursor cursor, string where)
    {
        long bytes = 0;
        for (byte length; (length = cursor.Byte(where)) != 0; bytes += length) cursor.Take(length, where);
        return bytes;
    }

    private static void TakeColours(ref ByteCursor cursor, byte flags)
    {
        if ((flags & 0x80) != 0) cursor.Take(3u << ((flags & 7) + 1), "a colour table");
    }
}
