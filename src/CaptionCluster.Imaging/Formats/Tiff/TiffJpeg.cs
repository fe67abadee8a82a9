using CaptionCluster.Imaging.Formats.Jpeg;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// Strips and tiles that are JPEGs, their tables perhaps kept apart (TIFF Technical Note 2). Each is put together and decoded by Skia:
/// ImageSharp takes YCbCr for RGB here, and decodes what stands alone with its global, unbounded configuration.
/// </summary>
internal static class TiffJpeg
{
    private const int Marker = 2, AdobeLength = 16;

    public static void Decode(
        in TiffPieces pieces,
        in TiffDirectory directory,
        in TiffLayout layout,
        RgbaImage target,
        CancellationToken cancellationToken
    )
    {
        if (layout.Planar)
        {
            throw Rejections.Unsupported("The TIFF has JPEG compression of single colours, which is not accepted: save it as PNG or JPEG.");
        }

        var tables = directory.TryGet(TiffTags.JpegTables, out var field) ? Body(field.Bytes) : default;
        for (int i = 0; i < layout.Pieces; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var jpeg = Whole(tables, pieces[i], layout.Colours);
            var header = JpegHeader.Read(jpeg);
            if (header.Width != layout.PieceWidth || header.Height < layout.RowsOf(i) || header.Height > layout.PieceHeight)
            {
                throw Rejections.Broken(
                    $"The TIFF has a JPEG of {header.Width} x {header.Height} pixels in a place of {layout.PieceWidth} x "
                    + $"{layout.RowsOf(i)}."
                );
            }

            JpegStructure.Check(jpeg);
            using var piece = SkiaDecoder.Decode(jpeg, header, header.Width, header.Height);
            Put(piece, layout, i, target);
        }
    }

    private static void Put(RgbaImage piece, in TiffLayout layout, int index, RgbaImage target)
    {
        int left = index % layout.Across * layout.PieceWidth, top = index / layout.Across * layout.PieceHeight;
        int rows = Math.Min(layout.RowsOf(index), layout.Height - top), width = Math.Min(layout.PieceWidth, layout.Width - left);
        for (int y = 0; y < rows; y++)
        {
            var pixels = target.Row(top + y).Slice(left, width);
            piece.Row(y)[..width].CopyTo(pixels);
            if (layout.Colours == TiffColours.WhiteIsZero) foreach (ref uint pixel in pixels) pixel ^= 0xFFFFFF;
        }
    }

    /// <summary>Start, Adobe's word on whether three colours are YCbCr, tables, frame.</summary>
    private static byte[] Whole(ReadOnlySpan<byte> tables, ReadOnlySpan<byte> piece, TiffColours colours)
    {
        if (!piece.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarkers.StartOfImage]))
        {
            throw Rejections.Broken("The TIFF has a JPEG strip or tile that does not begin as a JPEG.");
        }

        byte transform = colours == TiffColours.YCbCr ? (byte)1 : (byte)0;
        ReadOnlySpan<byte> adobe = [0xFF, 0xEE, 0, AdobeLength - Marker, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform];
        return [.. piece[..Marker], .. adobe, .. tables, .. piece[Marker..]];
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> tables)
    {
        if (tables.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarkers.StartOfImage])) tables = tables[Marker..];
        return tables.EndsWith((ReadOnlySpan<byte>)[0xFF, JpegMarkers.EndOfImage]) ? tables[..^Marker] : tables;
    }
}
