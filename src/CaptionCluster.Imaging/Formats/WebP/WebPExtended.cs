namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>A WebP that begins with VP8X: flags and canvas, then chunks in any number (RFC 9649, section 2.7).</summary>
internal static class WebPExtended
{
    private const int Length = 10;
    private const byte HasAnimation = 0x02;
    private const byte HasXmp = 0x04;
    private const byte HasExif = 0x08;

    public static bool IsAnimated(ReadOnlySpan<byte> data) => data is [var flags, ..] && (flags & HasAnimation) != 0;

    /// <param name="end">Where the first frame's chunk ends.</param>
    public static ImageHeader Read(ReadOnlySpan<byte> data, ByteCursor cursor, out int end)
    {
        if (data.Length < Length) throw Rejections.Broken("The WebP's VP8X chunk is too short.");

        var metadata = new WebPMetadata((data[0] & HasExif) != 0, (data[0] & HasXmp) != 0);
        for (bool isFrame = false; !isFrame;)
        {
            if (cursor.AtEnd) throw Rejections.Broken("The WebP has no frame.");
            var chunk = WebPChunk.Next(ref cursor);
            metadata.Add(chunk);
            isFrame = chunk.Is("VP8 "u8) || chunk.Is("VP8L"u8) || chunk.Is("ANMF"u8);
        }

        end = cursor.Position;
        // What is wrong behind the first frame costs the rest, not the picture.
        while (WebPChunk.TryNext(ref cursor, out var chunk)) metadata.Add(chunk);
        return new(ImageFormat.WebP, UInt24(data[4..]) + 1, UInt24(data[7..]) + 1, metadata.Orientation);
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
