using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>All that is known of one accepted format.</summary>
/// <param name="Name">As people say it.</param>
/// <param name="FileTypes">Media types and file endings, as a web page's file chooser names them.</param>
/// <param name="Matches">Whether the first bytes are this format's.</param>
/// <param name="ReadHeader">Checks it as far as it goes.</param>
/// <param name="Check">Everything behind the header that the format's own rules can tell to be cut or corrupt; gives what the decoder is to
/// read.</param>
/// <param name="Decoder">Makes what decodes a checked picture.</param>
internal sealed record PictureFormat(
    ImageFormat Format, string Name, string FileTypes, Predicate<ReadOnlySpan<byte>> Matches, HeaderReader ReadHeader, StructureCheck Check,
    Func<ImagingOptions, PixelDecoder> Decoder)
{
    /// <summary>What of such a file is the picture, where it may hold several.</summary>
    public string? Part { get; init; }

    /// <summary>Nothing says for sure that a file is of this format: it is looked for when nothing else is recognised.</summary>
    public bool HasNoSignature { get; init; }

    /// <summary>What slow ones cost, until it is measured.</summary>
    public DecodeCost Cost { get; init; } = new(8, 10, 10);

    /// <summary>The same where the picture is passed over again and again.</summary>
    public DecodeCost? CostInScans { get; init; }

    /// <summary>How often the whole picture is passed over.</summary>
    public Func<ReadOnlySpan<byte>, int> CountScans { get; init; } = _ => 1;

    /// <summary>How many stored pixels, along each side, become one that is decoded.</summary>
    public ScaleChoice Divisor { get; init; } = (_, _, _, _) => 1;
}

internal delegate ImageHeader HeaderReader(ReadOnlySpan<byte> image);

internal delegate DecoderInput StructureCheck(ReadOnlySpan<byte> image);

internal delegate int ScaleChoice(int width, int height, int wantedWidth, int wantedHeight);

/// <param name="image">Its header and structure are checked.</param>
/// <param name="wantedWidth">Of the stored picture, before it is turned upright: it may come out smaller than stored, never much below
/// this.</param>
internal delegate RgbaImage PixelDecoder(
    ReadOnlySpan<byte> image,
    ImageHeader header,
    int wantedWidth,
    int wantedHeight,
    CancellationToken cancellationToken
);
