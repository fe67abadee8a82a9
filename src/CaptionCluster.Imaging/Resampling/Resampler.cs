using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Resampling;

/// <summary>
/// Resizes and turns upright in two passes, each rounding to bytes, in Pillow's order: along the upright picture's rows first.
/// A pass whose length does not change is skipped.
/// </summary>
internal sealed unsafe class Resampler
{
    private const int Rgb = 3;

    private readonly AxisTables _tables = new();

    /// <param name="rgb">The upright result, <c>target.Width * target.Height * 3</c> bytes.</param>
    public void Resample(RgbaImage source, Orientation orientation, ImageProcessing target, Span<byte> rgb)
    {
        var (across, down) = orientation.Transposed ? (target.Height, target.Width) : (target.Width, target.Height);
        var columns = _tables.Get(new(source.Width, across, target.Filter, orientation.MirrorColumns));
        var rows = _tables.Get(new(source.Height, down, target.Filter, orientation.MirrorRows));
        fixed (byte* result = rgb)
        {
            if (orientation.Transposed) Transposed(source, columns, rows, across, down, result);
            else if (rows is null) Narrow(source.Buffer.Pixels, source, source.Height, columns, result);
            else Upright(source, columns, rows, across, result);
        }
    }

    private static void Upright(RgbaImage source, AxisTable? columns, AxisTable rows, int across, byte* result)
    {
        using var narrow = PixelBuffer.Rent((long)across * source.Height * Rgb);
        Narrow(source.Buffer.Pixels, source, source.Height, columns, narrow.Pixels);
        Shorten(narrow.Pixels, across * Rgb, rows, result);
    }

    /// <summary>The stored rows are upright columns: they come first, and the small result is transposed last.</summary>
    private static void Transposed(RgbaImage source, AxisTable? columns, AxisTable? rows, int across, int down, byte* result)
    {
        using var turned = PixelBuffer.Rent((long)across * down * Rgb);
        if (rows is null)
        {
            Narrow(source.Buffer.Pixels, source, down, columns, turned.Pixels);
        }
        else
        {
            using var shortened = PixelBuffer.Rent((long)source.Stride * down);
            Shorten(source.Buffer.Pixels, source.Stride, rows, shortened.Pixels);
            Narrow(shortened.Pixels, source, down, columns, turned.Pixels);
        }

        PixelRows.Transpose(turned.Pixels, across, down, result);
    }

    /// <summary>Along each row: four bytes a pixel become three.</summary>
    private static void Narrow(byte* rgba, RgbaImage source, int height, AxisTable? columns, byte* rgb)
    {
        if (columns is null)
        {
            PixelRows.Pack(rgba, rgb, (long)source.Width * height);
            return;
        }

        for (int y = 0; y < height; y++)
        {
            HorizontalPass.Row(rgba + (long)y * source.Stride, columns, rgb + (long)y * columns.Outputs * Rgb);
        }
    }

    /// <summary>Down the columns; bytes a pixel stay as they are.</summary>
    private static void Shorten(byte* source, int stride, AxisTable rows, byte* destination)
    {
        for (int y = 0; y < rows.Outputs; y++)
        {
            var weights = rows.Weights.AsSpan(y * rows.Taps, rows.Counts[y]);
            VerticalPass.Row(source + (long)rows.Starts[y] * stride, stride, weights, destination + (long)y * stride, stride);
        }
    }
}
