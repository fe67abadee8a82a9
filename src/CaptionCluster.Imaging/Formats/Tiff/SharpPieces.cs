using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SharpTiffDecoder = SixLabors.ImageSharp.Formats.Tiff.TiffDecoder;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// Strips and tiles that ImageSharp unpacks. It is given a small TIFF of our own (<see cref="BandFile"/>) in which their bytes are a gray
/// picture's: it sees no header, no metadata and no size that was not checked, and what it may allocate is bounded besides.
/// </summary>
internal sealed unsafe class SharpPieces
{
    private const int BandBytes = 1 << 20;
    private const int Megabyte = 1 << 20;

    /// <summary>16 bits of four samples: the most that a pixel of a single strip takes.</summary>
    private const long LargestPixel = 8;

    private readonly Configuration _configuration;

    public SharpPieces(ImagingOptions options) => _configuration = new Configuration
    {
        MaxDegreeOfParallelism = 1,
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions
        {
            AllocationLimitMegabytes = (int)((options.MaxPixels * LargestPixel + BandBytes) / Megabyte) + 1,
            MaximumPoolSizeMegabytes = 16, // One huge picture leaves nothing behind.
        }),
    };

    public void Read(
        in TiffPieces pieces,
        in TiffDirectory directory,
        in TiffLayout layout,
        in TiffSamples samples,
        CancellationToken cancellationToken
    )
    {
        long options = directory.Number(TiffTags.FaxOptions, 0);
        for (int first = 0, count; first < layout.Pieces; first += count)
        {
            count = CountOf(layout, first);
            using var file = new BandFile(pieces, layout, first, count, (uint)options);
            using var band = Decode(file, cancellationToken);
            Put(band, layout, samples, first);
        }
    }

    /// <summary>About a mebibyte of pieces with as many rows.</summary>
    private static int CountOf(in TiffLayout layout, int first)
    {
        int rows = layout.RowsOf(first);
        long most = Math.Max(1, BandBytes / ((long)rows * layout.RowBytes));
        int count = 1;
        while (count < most && first + count < layout.Pieces && layout.RowsOf(first + count) == rows) count++;
        return count;
    }

    private Image<L8> Decode(BandFile file, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = file.Open();
            return new SharpTiffDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First }
                .Decode<L8>(_configuration, stream, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // Of bad data it throws what its own array accesses happen to throw.
            throw Rejections.Broken("The TIFF's pixel data is corrupt.", error);
        }
    }

    private static void Put(in TiffSamples samples, in TiffLayout layout, int piece, int y, Span<byte> row)
    {
        if (layout.ReversedBits) BitOrder.Reverse(row);
        samples.Put(piece, y, row);
    }

    private static void Put(Image<L8> band, in TiffLayout layout, in TiffSamples samples, int first)
    {
        int rows = layout.RowsOf(first);
        for (int y = 0; y < band.Height; y++)
        {
            var row = MemoryMarshal.AsBytes(band.DangerousGetPixelRowMemory(y).Span);
            if (layout.IsFax) samples.PutFax(first + y / rows, y % rows, row);
            else Put(samples, layout, first + y / rows, y % rows, row);
        }
    }
}
