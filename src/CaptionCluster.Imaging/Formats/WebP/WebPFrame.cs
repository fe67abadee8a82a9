using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>The sizes at the head of the two bit streams.</summary>
internal static class WebPFrame
{
    private const int SideMask = 0x3FFF;

    /// <summary>RFC 6386, section 9.1.</summary>
    public static ImageHeader ReadLossy(ReadOnlySpan<byte> data)
    {
        if (data.Length < 10)
        {
            throw Rejections.Broken("The WebP's VP8 chunk is too short for a frame header.");
        }

        if ((data[0] & 1) != 0)
        {
            throw Rejections.Broken("The WebP's VP8 frame is no key frame.");
        }

        if (!data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            throw Rejections.Broken("The WebP's VP8 frame lacks its start code.");
        }

        return new(
            ImageFormat.WebP,
            BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & SideMask,
            BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & SideMask);
    }

    /// <summary>RFC 9649, section 3.4.</summary>
    public static ImageHeader ReadLossless(ReadOnlySpan<byte> data)
    {
        if (data.Length < 5) throw Rejections.Broken("The WebP's VP8L chunk is too short for a frame header.");
        if (data[0] != 0x2F) throw Rejections.Broken("The WebP's VP8L frame lacks its signature byte.");

        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        if (bits >> 29 != 0) throw Rejections.Broken("The WebP's VP8L frame is of a version that does not exist.");
        return new(ImageFormat.WebP, (int)(bits & SideMask) + 1, (int)(bits >> 14 & SideMask) + 1);
    }
}
