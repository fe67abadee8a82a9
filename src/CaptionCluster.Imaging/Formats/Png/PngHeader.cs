using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>The IHDR chunk, and the orientation wherever it stands (PNG, third edition, 11.2.1 and 11.3.4.7).</summary>
internal static class PngHeader
{
    private const int HeaderLength = 13;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "PNG", Signature.Length);
        return ReadSize(Take(ref cursor, out _)) with { Orientation = FindOrientation(new(image, "PNG", Signature.Length)) };
    }

    /// <summary>The IHDR chunk. Ancillary chunks before it are in the wrong place, and passed over.</summary>
    public static PngChunk Take(scoped ref ByteCursor cursor, out bool isFirst)
    {
        var chunk = PngChunk.Next(ref cursor);
        isFirst = !chunk.IsAncillary;
        while (chunk.IsAncillary) chunk = PngChunk.Next(ref cursor);
        return chunk;
    }

    public static bool IsPalette(ReadOnlySpan<byte> header) => header[9] == 3;

    /// <summary>How many colours the samples of a palette picture can name.</summary>
    public static int Indexes(ReadOnlySpan<byte> header) => 1 << header[8];

    private static ImageHeader ReadSize(PngChunk chunk)
    {
        if (!chunk.Is("IHDR"u8) || chunk.Data.Length != HeaderLength)
        {
            throw Rejections.Broken("The PNG does not begin with an IHDR chunk of 13 bytes.");
        }

        var cursor = new ByteCursor(chunk.Data, "PNG");
        uint width = cursor.BigEndian32("IHDR");
        uint height = cursor.BigEndian32("IHDR");
        byte depth = cursor.Byte("IHDR");
        byte colour = cursor.Byte("IHDR");
        if (width > int.MaxValue || height > int.MaxValue)
        {
            throw Rejections.Broken("The PNG claims a side above 2,147,483,647.");
        }

        if (!IsAllowed(depth, colour))
        {
            throw Rejections.Broken($"The PNG has {depth} bits a sample with colour type {colour}, which no PNG may have.");
        }

        if (chunk.Data[10] != 0 || chunk.Data[11] != 0 || chunk.Data[12] > 1)
            throw Rejections.Broken("The PNG names a compression, filter or interlace method that does not exist.");
        return new(ImageFormat.Png, (int)width, (int)height);
    }

    private static bool IsAllowed(byte depth, byte colour) => colour switch
    {
        0 => depth is 1 or 2 or 4 or 8 or 16,
        3 => depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => depth is 8 or 16,
        _ => false,
    };

    /// <summary>Stops quietly where the chunks are cut: the header is known by then, and reading the picture tells what is wrong.</summary>
    private static Orientation FindOrientation(ByteCursor cursor)
    {
        var metadata = new PngMetadata();
        while (PngChunk.TryNext(ref cursor, out var chunk) && !chunk.Is("IEND"u8) && !metadata.EndsBefore(chunk)) metadata.Add(chunk);
        return metadata.Orientation();
    }
}
