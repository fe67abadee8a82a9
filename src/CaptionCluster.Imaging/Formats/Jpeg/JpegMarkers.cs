namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>The marker codes that matter here (ITU-T T.81, table B.1).</summary>
internal static class JpegMarkers
{
    public const byte Prefix = 0xFF;
    public const byte Stuffed = 0x00;
    public const byte Temporary = 0x01;
    public const byte FirstFrame = 0xC0;
    public const byte ProgressiveFrame = 0xC2;
    public const byte HuffmanTable = 0xC4;
    public const byte JpegExtension = 0xC8;
    public const byte ArithmeticTable = 0xCC;
    public const byte LastFrame = 0xCF;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte App1 = 0xE1;

    public static ReadOnlySpan<byte> Signature => [Prefix, StartOfImage, Prefix];

    public static bool IsFrame(byte marker) =>
        marker is >= FirstFrame and <= LastFrame and not (HuffmanTable or JpegExtension or ArithmeticTable);

    public static bool IsRestart(byte marker) => marker is >= FirstRestart and <= LastRestart;

    /// <summary>The next marker between segments; any number of fill bytes may stand before it.</summary>
    public static byte Next(ref ByteCursor cursor)
    {
        if (cursor.Byte("a marker") != Prefix) throw Rejections.Broken("The JPEG has bytes between its segments where a marker must stand.");

        byte marker;
        do marker = cursor.Byte("a marker");
        while (marker == Prefix);
        return marker;
    }

    /// <summary>A segment's bytes behind its length.</summary>
    public static ReadOnlySpan<byte> Segment(ref ByteCursor cursor)
    {
        ushort length = cursor.BigEndian16("a segment's length");
        if (length < 2) throw Rejections.Broken("The JPEG has a segment whose length is less than its own two bytes.");
        return cursor.Take((uint)length - 2, "a segment");
    }
}
