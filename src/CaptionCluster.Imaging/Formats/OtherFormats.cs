namespace CaptionCluster.Imaging.Formats;

/// <summary>Pictures and files of other kinds, refused by their names with what to do about it.</summary>
internal static class OtherFormats
{
    public static ImageRejectedException Raw() => Named("a camera's raw file", "develop it and send a JPEG, PNG or TIFF");

    /// <summary>The refusal of what has none of the accepted signatures; null when nothing is known about it.</summary>
    public static ImageRejectedException? Recognise(ReadOnlySpan<byte> image) =>
        Container(image) ?? Signature(image) ?? (IsSvg(image) ? Named("an SVG drawing", "render it and send a PNG") : null);

    public static ImageRejectedException Unknown() =>
        Rejections.Unsupported($"The bytes are no picture of an accepted format: {AcceptedFormats.Names}.");

    private static ImageRejectedException? Signature(ReadOnlySpan<byte> image)
    {
        if (image.StartsWith("8BPS"u8))
        {
            return Named("a Photoshop document (PSD)", "export it as PNG or JPEG");
        }

        if (image.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) && HasIcons(image))
        {
            return Named("an icon (ICO)", "send the picture in it as PNG");
        }

        if (image.StartsWith((ReadOnlySpan<byte>)[0, 0, 2, 0]) && HasIcons(image))
        {
            return Named("a cursor (CUR)", "send the picture in it as PNG");
        }

        if (image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]))
        {
            return Named("a JPEG XL picture", "convert it to JPEG or PNG");
        }

        if (image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
        {
            return Named("a JPEG 2000 picture", "convert it to JPEG or PNG");
        }

        if (image.StartsWith("P7"u8) || image.StartsWith("PF"u8) || image.StartsWith("Pf"u8))
        {
            return Named("a PAM or PFM picture", "convert it to PNG or to PNM (P1 to P6)");
        }

        if (
            image.StartsWith("IIRO"u8)
            || image.StartsWith("IIRS"u8)
            || image.StartsWith("MMOR"u8)
            || image.StartsWith("IIU\0"u8)
            || image.StartsWith("FUJIFILMCCD-RAW"u8)
            || image.StartsWith("FOVb"u8)
            || image.StartsWith("\0MRM"u8)
        )
        {
            return Raw();
        }

        if (image.StartsWith("%PDF-"u8))
        {
            return Named("a PDF document", "send its pages as PNG or JPEG");
        }

        return null;
    }

    /// <summary>ISO base media files say in their brands what they hold.</summary>
    private static ImageRejectedException? Container(ReadOnlySpan<byte> image)
    {
        if (image.StartsWith("\0\0\0\u000CJXL "u8)) return Named("a JPEG XL picture", "convert it to JPEG or PNG");
        if (image.StartsWith("\0\0\0\u000CjP  "u8)) return Named("a JPEG 2000 picture", "convert it to JPEG or PNG");
        if (image.Length < 12 || !image[4..].StartsWith("ftyp"u8)) return null;

        int box = Math.Clamp(image[2] << 8 | image[3], 12, image.Length);
        var brands = image[8..box];
        if (Has(brands, "avif"u8) || Has(brands, "avis"u8))
        {
            return Named("an AVIF picture", "convert it to JPEG or PNG");
        }

        if (Has(brands, "crx "u8))
        {
            return Raw();
        }

        if (
            Has(brands, "heic"u8)
            || Has(brands, "heix"u8)
            || Has(brands, "heim"u8)
            || Has(brands, "heis"u8)
            || Has(brands, "hevc"u8)
            || Has(brands, "mif1"u8)
            || Has(brands, "msf1"u8)
        )
        {
            return Named("a HEIC picture", "convert it to JPEG (iPhones send JPEG when \"Most Compatible\" is chosen)");
        }

        return Named("a video", "send one of its frames as JPEG or PNG");
    }

    private static bool Has(ReadOnlySpan<byte> brands, ReadOnlySpan<byte> brand)
    {
        for (; brands.Length >= 4; brands = brands[4..])
        {
            if (brands.StartsWith(brand)) return true;
        }

        return false;
    }

    private static bool HasIcons(ReadOnlySpan<byte> image) => image.Length >= 6 && (image[4] | image[5]) != 0;

    private static bool IsSvg(ReadOnlySpan<byte> image)
    {
        var start = image[..Math.Min(image.Length, 1024)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8) && start.IndexOf("<svg"u8) >= 0;
    }

    private static ImageRejectedException Named(string what, string advice) =>
        Rejections.Unsupported($"This is {what}, which is not accepted: {advice}. Accepted are {AcceptedFormats.Names}.");
}
