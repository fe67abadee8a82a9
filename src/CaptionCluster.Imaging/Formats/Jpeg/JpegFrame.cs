using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>The frame header: size, way of coding, components (ITU-T T.81, B.2.2).</summary>
/// <param name="Ids">The components' names in order, a byte each, the first one lowest.</param>
internal readonly record struct JpegFrame(int Width, int Height, bool IsProgressive, int Components, uint Ids)
{
    private const int FixedLength = 6;
    private const int ComponentLength = 3;

    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker > JpegMarkers.ProgressiveFrame)
        {
            throw Rejections.Unsupported(
                "The JPEG is coded losslessly, hierarchically or arithmetically; baseline and progressive JPEGs are accepted."
            );
        }

        if (segment.Length < FixedLength)
        {
            throw Rejections.Broken("The JPEG's frame header is too short.");
        }

        if (segment[0] != 8)
        {
            throw Rejections.Unsupported($"The JPEG has {segment[0]} bits a sample; 8 are accepted.");
        }

        int components = segment[5];
        if (components is not (1 or 3 or 4))
        {
            throw Rejections.Broken($"The JPEG has {components} colour components; 1, 3 or 4 are possible.");
        }

        if (segment.Length != FixedLength + components * ComponentLength)
            throw Rejections.Broken("The JPEG's frame header is not as long as its components need.");

        uint ids = 0;
        for (int i = 0; i < components; i++)
        {
            var component = segment[(FixedLength + i * ComponentLength)..];
            ids |= (uint)component[0] << (i * 8);
            if (component[1] >> 4 is < 1 or > 4 || (component[1] & 15) is < 1 or > 4)
                throw Rejections.Broken("The JPEG has a sampling factor outside 1 to 4.");
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        return new(width, height, marker == JpegMarkers.ProgressiveFrame, components, ids);
    }
}
