using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>
/// The header walk covers every chunk; the decoder gets none behind the first frame, as it would refuse the picture for what is wrong
/// there.
/// </summary>
internal static class WebPStructure
{
    public static DecoderInput Check(ReadOnlySpan<byte> image)
    {
        WebPHeader.Read(image, out int end);
        // Chunks begin at even places, so an odd end is a frame whose pad byte was left out. The decoder wants it.
        return end % 2 == 0 ? new(image[..end]) : Padded(image[..end]);
    }

    private static DecoderInput Padded(ReadOnlySpan<byte> whole)
    {
        var copy = new RepairedCopy(whole.Length + 1);
        copy.Append(whole);
        copy.Append([0]);
        BinaryPrimitives.WriteInt32LittleEndian(copy.Written[4..], whole.Length + 1 - 8);
        return copy.Finish();
    }
}
