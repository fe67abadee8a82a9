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

    /// <summary>
    /// The next marker behind a segment or a scan's header. Coded data, stuffed bytes, restart markers and fill bytes are passed over;
    /// between segments, where nothing may stand, decoders pass over the same.
    /// </summary>
    /// <param name="where">What is cut when there is no marker.</param>
    /// <param name="passed">Whether anything that could be coded data stood before it.</param>
    public static byte Next(ref ByteCursor cursor, string where, out bool passed)
    {
        passed = false;
        while (true)
        {
            var rest = cursor.Rest;
            int prefix = rest.IndexOf(Prefix), fill = prefix < 0 ? -1 : rest[prefix..].IndexOfAnyExcept(Prefix);
            if (fill < 0) throw Rejections.Broken($"The JPEG ends inside {where}.");

            byte marker = rest[prefix + fill];
            cursor.Take((uint)(prefix + fill + 1), where);
            passed |= prefix > 0 || marker == Stuffed;
            if (marker != Stuffed && !IsRestart(marker)) return marker;
        }
    }

    /// <summary>A segment's bytes behind its length.</summary>
    public static ReadOnlySpan<byte> Segment(scoped ref ByteCursor cursor)
    {
        ushort length = cursor.BigEndian16("a segment's length");
        if (length < 2) throw Rejections.Broken("The JPEG has a segment whose length is less than its own two bytes.");
        return cursor.Take((uint)length - 2, "a segment");
    }
}
