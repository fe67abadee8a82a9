namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>What a TIFF may be and is not accepted, each by its name.</summary>
internal static class TiffRefusals
{
    private const string WhatToDo = "which is not accepted: save it as an RGB TIFF, PNG or JPEG.";
    private const uint ReducedSize = 1, ColourFilter = 32803, LinearRaw = 34892;

    /// <summary>A camera's raw file is a TIFF whose first page is a small preview, or sensor data.</summary>
    public static void CheckKind(in TiffDirectory directory)
    {
        uint photometric = directory.Number(TiffTags.Photometric, 0);
        bool isPreview = (directory.Number(TiffTags.SubfileType, 0) & ReducedSize) != 0 && directory.Has(TiffTags.SubDirectories);
        if (photometric is ColourFilter or LinearRaw || isPreview || directory.Has(TiffTags.RawVersion)) throw OtherFormats.Raw();
    }

    public static TiffCompression Compression(in TiffDirectory directory)
    {
        uint compression = directory.Number(TiffTags.Compression, 1);
        string? name = compression switch
        {
            1 or 2 or 4 or 5 or 7 or 8 or 32773 or 32946 => null,
            3 => (directory.Number(TiffTags.FaxOptions, 0) & 1) == 0 ? null : "two-dimensional CCITT group 3 coding",
            6 => "the old kind of JPEG compression",
            9 or 10 or 34661 => "JBIG compression",
            32809 => "ThunderScan compression",
            34676 or 34677 => "SGI LogLuv compression",
            34712 or 33003 or 33005 => "JPEG 2000 compression",
            34887 => "LERC compression",
            34892 => "lossy DNG compression",
            34925 => "LZMA compression",
            50000 => "Zstandard compression",
            50001 => "WebP compression",
            50002 or 52546 => "JPEG XL compression",
            _ => $"compression {compression}",
        };
        return name is null ? (TiffCompression)compression : throw Rejections.Unsupported($"The TIFF has {name}, {WhatToDo}");
    }

    public static TiffColours Colours(in TiffDirectory directory, TiffCompression compression)
    {
        uint photometric = directory.Number(TiffTags.Photometric, 0);
        string? name = photometric switch
        {
            0 or 1 or 2 or 3 or 5 => null,
            6 => compression == TiffCompression.Jpeg ? null : "YCbCr colours without JPEG compression",
            4 => "a transparency mask in place of a picture",
            8 or 9 or 10 => "CIE L*a*b* colours",
            32844 or 32845 => "LogLuv colours",
            _ => $"photometric interpretation {photometric}",
        };
        return name is null ? (TiffColours)photometric : throw Rejections.Unsupported($"The TIFF has {name}, {WhatToDo}");
    }

    /// <summary>A single number stands for all samples.</summary>
    public static int Bits(in TiffDirectory directory, int samples)
    {
        uint bits = 1;
        if (directory.TryGet(TiffTags.BitsPerSample, out var field))
        {
            bits = field[0];
            for (int i = 1; i < Math.Min(field.Count, samples); i++)
            {
                if (field[i] != bits) throw Rejections.Unsupported($"The TIFF has samples of {bits} and of {field[i]} bits, {WhatToDo}");
            }
        }

        if (bits is not (1 or 2 or 4 or 8 or 16))
        {
            throw Rejections.Unsupported($"The TIFF has {bits} bits a sample, {WhatToDo}");
        }

        if (directory.Number(TiffTags.SampleFormat, 1) is not (1 or 4))
        {
            throw Rejections.Unsupported($"The TIFF has samples with a sign or in floating point, {WhatToDo}");
        }

        return (int)bits;
    }

    public static bool IsPredicted(in TiffDirectory directory, TiffCompression compression, int bits)
    {
        if (compression is not (TiffCompression.Lzw or TiffCompression.Deflate or TiffCompression.OldDeflate)) return false;
        return directory.Number(TiffTags.Predictor, 1) switch
        {
            1 => false,
            2 when bits >= 8 => true,
            uint predictor => throw Rejections.Unsupported($"The TIFF has predictor {predictor} with {bits} bits a sample, {WhatToDo}"),
        };
    }

    /// <summary>Also that there are as many samples as the colours need.</summary>
    public static TiffAlpha Alpha(in TiffDirectory directory, in TiffLayout layout)
    {
        int colours = layout.Colours switch
        {
            TiffColours.Rgb or TiffColours.YCbCr => 3,
            TiffColours.Cmyk => 4,
            _ => 1,
        };
        if (layout.Colours == TiffColours.YCbCr && layout.Samples == 1)
        {
            colours = 1;
        }

        if (layout.Samples < colours)
        {
            throw Rejections.Broken($"The TIFF has {layout.Samples} samples a pixel; its colours take {colours}.");
        }

        if (layout.Bits < 8 && layout.Samples > 1 || layout.Bits > 8 && layout.Colours == TiffColours.Palette)
            throw Rejections.Unsupported($"The TIFF has {layout.Samples} samples of {layout.Bits} bits a pixel, {WhatToDo}");
        if (layout.IsFax && (layout.Bits != 1 || layout.Samples != 1))
        {
            throw Rejections.Broken("The TIFF is coded as a fax and is not black and white.");
        }

        if (
            layout.Compression == TiffCompression.Jpeg
            && (layout.Bits != 8 || layout.Colours is TiffColours.Palette or TiffColours.Cmyk || layout.Samples is not (1 or 3))
        )
        {
            throw Rejections.Unsupported(
                $"The TIFF has JPEG compression of {layout.Samples} samples a pixel in {layout.Colours} colours, {WhatToDo}"
            );
        }

        if (layout.Samples == colours || layout.Colours == TiffColours.Cmyk)
        {
            return TiffAlpha.None;
        }

        // Four samples without a word on the fourth are red, green, blue and alpha.
        uint otherwise = layout is { Colours: TiffColours.Rgb, Samples: 4 } ? 2u : 0u;
        return directory.Number(TiffTags.ExtraSamples, otherwise) switch
        {
            1 => TiffAlpha.Premultiplied,
            2 or 999 => TiffAlpha.Straight,
            _ => TiffAlpha.None,
        };
    }
}
