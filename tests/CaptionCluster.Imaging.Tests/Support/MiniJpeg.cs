namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>
/// JPEGs of one block a component, written scan by scan: 8 x 8 pixels of one colour. A block's bits are its DC coefficient, and in a
/// sequential JPEG an end-of-block.
/// </summary>
internal static class MiniJpeg
{
    public const byte Sequential = 0xC0, Extended = 0xC1, Progressive = 0xC2;

    /// <summary>A block without contrast, and one that is 100 grey levels above or below the middle.</summary>
    public const string Flat = "0", Up = "101100100", Down = "100011011";

    /// <summary>Behind a sequential block's DC coefficient.</summary>
    public const string EndOfBlock = "0";

    public static byte[] Of(byte kind, byte[] ids, params ReadOnlySpan<byte[]> scans)
    {
        byte[] image =
        [
            0xFF, 0xD8,
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]),
            .. Segment(kind, [8, 0, 8, 0, 8, (byte)ids.Length, .. ids.SelectMany(id => new byte[] { id, 0x11, 0 })]),
            // DC differences of 0 bits ("0") and of 7 bits ("10"); the only AC code is the end of the block ("0").
            .. Segment(0xC4, [0x00, 1, 1, .. new byte[14], 0, 7]),
            .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
        ];
        foreach (var scan in scans) image = [.. image, .. scan];
        return [.. image, 0xFF, 0xD9];
    }

    /// <param name="bits">Filled up with ones; none for a scan without data.</param>
    public static byte[] Scan(byte kind, byte[] ids, string bits) =>
        kind == Progressive ? Scan(ids, bits, 0, 0, 0) : Scan(ids, bits, 0, 63, 0);

    public static byte[] Scan(byte[] ids, string bits, byte first, byte last, byte approximation)
    {
        byte[] header = Segment(0xDA, [(byte)ids.Length, .. ids.SelectMany(id => new byte[] { id, 0 }), first, last, approximation]);
        var data = bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight).PadRight(8, '1'), 2));
        return [.. header, .. data.SelectMany(each => each == 0xFF ? new byte[] { 0xFF, 0 } : [each])];
    }

    public static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];
}
