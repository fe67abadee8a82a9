namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>The fields that matter here (TIFF 6.0, appendix A).</summary>
internal static class TiffTags
{
    public const ushort SubfileType = 254,
        Width = 256,
        Height = 257,
        BitsPerSample = 258,
        Compression = 259,
        Photometric = 262,
        FillOrder = 266,
        StripOffsets = 273,
        Orientation = 274,
        SamplesPerPixel = 277,
        RowsPerStrip = 278,
        StripByteCounts = 279,
        Planar = 284,
        FaxOptions = 292,
        Predictor = 317,
        ColorMap = 320,
        TileWidth = 322,
        TileLength = 323,
        TileOffsets = 324,
        TileByteCounts = 325,
        SubDirectories = 330,
        ExtraSamples = 338,
        SampleFormat = 339,
        JpegTables = 347,
        Xmp = 700,
        RawVersion = 50706;
}

internal enum TiffCompression
{
    None = 1, Huffman = 2, Fax3 = 3, Fax4 = 4, Lzw = 5, Jpeg = 7, Deflate = 8, PackBits = 32773, OldDeflate = 32946,
}

internal enum TiffColours { WhiteIsZero, BlackIsZero, Rgb, Palette, Cmyk = 5, YCbCr = 6 }

internal enum TiffAlpha { None, Premultiplied, Straight }
