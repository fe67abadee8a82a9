using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>Walks the RIFF chunks for the canvas size, the first frame's end and the orientation (RFC 9649, section 2).</summary>
internal static class WebPHeader
{
    private const int RiffHeader = 8;

    public static bool Matches(ReadOnlySpan<byte> image) =>
        image.StartsWith("RIFF"u8) && image.Length >= 12 && image[8..].StartsWith("WEBP"u8);

    public static ImageHeader Read(ReadOnlySpan<byte> image) => Read(image, out _);

    /// <param name="end">Where the first frame's chunk ends.</param>
    public static ImageHeader Read(ReadOnlySpan<byte> image, out int end)
    {
        uint riffLength = BinaryPrimitives.ReadUInt32LittleEndian(image[4..]);
        if (riffLength < 4) throw Rejections.Broken("The WebP's RIFF header leaves no room for its own name.");

        bool isCut = riffLength > image.Length - RiffHeader;
        var cursor = new ByteCursor(isCut ? image : image[..(RiffHeader + (int)riffLength)], "WebP", position: 12);
        if (cursor.AtEnd) throw Rejections.Broken("The WebP has no chunk.");

        var first = WebPChunk.Next(ref cursor);
        end = cursor.Position;
        bool isExtended = first.Is("VP8X"u8);
        // Frames behind the first may be missing; a still picture that is cut may lack its orientation even where it has its pixels.
        if (isCut && !(isExtended && WebPExtended.IsAnimated(first.Data)))
        {
            throw Rejections.Broken("The WebP is shorter than its RIFF header says: it is cut.");
        }

        if (isExtended)
        {
            return WebPExtended.Read(first.Data, cursor, out end);
        }

        if (first.Is("VP8 "u8))
        {
            return WebPFrame.ReadLossy(first.Data);
        }

        if (first.Is("VP8L"u8))
        {
            return WebPFrame.ReadLossless(first.Data);
        }

        throw Rejections.Broken("The WebP does not begin with a VP8, VP8L or VP8X chunk.");
    }
}
