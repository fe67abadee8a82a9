using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>Walks the RIFF chunks for the canvas size and the EXIF orientation (RFC 9649, section 2).</summary>
internal static class WebPHeader
{
    private const int RiffHeader = 8;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        uint riffLength = BinaryPrimitives.ReadUInt32LittleEndian(image[4..]);
        if (riffLength > image.Length - RiffHeader) throw Rejections.Broken("The WebP is shorter than its RIFF header says: it is cut.");
        if (riffLength < 4) throw Rejections.Broken("The WebP's RIFF header leaves no room for its own name.");

        var cursor = new ByteCursor(image[..(RiffHeader + (int)riffLength)], "WebP", position: 12);
        if (cursor.AtEnd) throw Rejections.Broken("The WebP has no chunk.");

        var first = WebPChunk.Next(ref cursor);
        if (first.Is("VP8 "u8)) return WebPFrame.ReadLossy(first.Data);
        if (first.Is("VP8L"u8)) return WebPFrame.ReadLossless(first.Data);
        if (first.Is("VP8X"u8)) return ReadExtended(first.Data, cursor);
        throw Rejections.Broken("The WebP does not begin with a VP8, VP8L or VP8X chunk.");
    }

    private static ImageHeader ReadExtended(ReadOnlySpan<byte> data, ByteCursor cursor)
    {
        if (data.Length < 10) throw Rejections.Broken("The WebP's VP8X chunk is too short.");

        var header = new ImageHeader(ImageFormat.WebP, UInt24(data[4..]) + 1, UInt24(data[7..]) + 1);
        bool hasFrame = false;
        while (!cursor.AtEnd)
        {
            var chunk = WebPChunk.Next(ref cursor);
            if (chunk.Is("EXIF"u8)) header = header with { Orientation = ExifOrientation.Read(chunk.Data) };
            hasFrame |= chunk.Is("VP8 "u8) || chunk.Is("VP8L"u8) || chunk.Is("ANMF"u8);
        }

        return hasFrame ? header : throw Rejections.Broken("The WebP has no frame.");
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
