using System.Text.Json;

namespace CaptionCluster.Inference.Preprocessing;

/// <summary>Size, crop and filter of a processor.</summary>
internal static class ProcessorGeometry
{
    private const int MaxSide = 4096;

    /// <exception cref="ModelFolderException">A size that is missing or makes no sense, or an unknown filter.</exception>
    public static ImageProcessing Of(PreprocessorConfig config, string file)
    {
        var filter = (ResampleFilter)(config.Resample ?? (int)ResampleFilter.Bilinear);
        if (!Enum.IsDefined(filter))
        {
            throw Wrong(file, $"asks for the unknown filter {config.Resample}");
        }

        if (config.DoResize is false)
        {
            throw Wrong(file, "does not resize, but batches need pictures of one size");
        }

        var size =
            Read(config.Size, config.NumberIsShortestEdge)
            ?? throw Wrong(file, "gives no size with height and width, shortest_edge or one number");
        if (config.DoCenterCrop is not true)
        {
            return size.ShortestEdge == 0
                ? new ImageProcessing(Side(size.Width, file), Side(size.Height, file), filter)
                : throw Wrong(file, "gives the shortest edge alone: without do_center_crop pictures would not be of one size");
        }

        var crop = Read(config.CropSize, numberIsShortestEdge: false) is { ShortestEdge: 0 } given ? given
            : size.ShortestEdge > 0 ? ImageResize.Exactly(size.ShortestEdge, size.ShortestEdge) : size;
        var (width, height) = (Side(crop.Width, file), Side(crop.Height, file));
        Side(Math.Max(size.ShortestEdge, Math.Max(size.Width, size.Height)), file);
        return size == ImageResize.Exactly(width, height)
            ? new ImageProcessing(width, height, filter)
            : new ImageProcessing(width, height, filter) { Resize = size };
    }

    private static ImageResize? Read(JsonElement? size, bool numberIsShortestEdge) =>
        size switch
        {
            { ValueKind: JsonValueKind.Number } number => numberIsShortestEdge
                ? ImageResize.Shortest(number.GetInt32())
                : ImageResize.Exactly(number.GetInt32(), number.GetInt32()),
            { ValueKind: JsonValueKind.Object } sides when Number(sides, "height") is { } height && Number(sides, "width") is { } width =>
                ImageResize.Exactly(width, height),
            { ValueKind: JsonValueKind.Object } edges when Number(edges, "shortest_edge") is { } edge => ImageResize.Shortest(edge),
            _ => null,
        };

    /// <summary>Transformers 5 writes null for the sides that don't count.</summary>
    private static int? Number(JsonElement sizes, string name) =>
        sizes.TryGetProperty(name, out var size) && size.ValueKind == JsonValueKind.Number ? size.GetInt32() : null;

    private static int Side(int pixels, string file) =>
        pixels is > 0 and <= MaxSide ? pixels : throw Wrong(file, $"asks for a side of {pixels} pixels; 1 to {MaxSide} are possible");

    private static ModelFolderException Wrong(string file, string what) => new($"{file} {what}.");
}
