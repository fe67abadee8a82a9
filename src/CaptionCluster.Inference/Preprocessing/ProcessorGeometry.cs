using System.Text.Json;
using CaptionCluster.Inference.Models;

namespace CaptionCluster.Inference.Preprocessing;

/// <summary>Size, crop and filter of a processor.</summary>
internal static class ProcessorGeometry
{
    private const int MaxSide = 4096;

    /// <exception cref="ModelFolderException">A size that is missing or makes no sense, or an unknown filter.</exception>
    public static ImageProcessing Of(PreprocessorConfig config, ModelFolder folder)
    {
        var filter = (ResampleFilter)(config.Resample ?? (int)ResampleFilter.Bilinear);
        if (!Enum.IsDefined(filter)) throw Wrong(folder, $"asks for the unknown filter {config.Resample}");
        if (config.DoResize is false) throw Wrong(folder, "does not resize, but batches need pictures of one size");
        var size = Read(config.Size, config.NumberIsShortestEdge) ?? throw Wrong(folder, "gives no size with height and width, shortest_edge or one number");
        if (config.DoCenterCrop is not true)
        {
            return size.ShortestEdge == 0
                ? new ImageProcessing(Side(size.Width, folder), Side(size.Height, folder), filter)
                : throw Wrong(folder, "gives the shortest edge alone: without do_center_crop pictures would not be of one size");
        }

        var crop = Read(config.CropSize, numberIsShortestEdge: false) is { ShortestEdge: 0 } given ? given
            : size.ShortestEdge > 0 ? ImageResize.Exactly(size.ShortestEdge, size.ShortestEdge) : size;
        var (width, height) = (Side(crop.Width, folder), Side(crop.Height, folder));
        Side(Math.Max(size.ShortestEdge, Math.Max(size.Width, size.Height)), folder);
        return size == ImageResize.Exactly(width, height) ? new ImageProcessing(width, height, filter) : new ImageProcessing(width, height, filter) { Resize = size };
    }

    private static ImageResize? Read(JsonElement? size, bool numberIsShortestEdge) => size switch
    {
        { ValueKind: JsonValueKind.Number } number => numberIsShortestEdge ? ImageResize.Shortest(number.GetInt32()) : ImageResize.Exactly(number.GetInt32(), number.GetInt32()),
        { ValueKind: JsonValueKind.Object } sides when sides.TryGetProperty("height", out var height) && sides.TryGetProperty("width", out var width) =>
            ImageResize.Exactly(width.GetInt32(), height.GetInt32()),
        { ValueKind: JsonValueKind.Object } edges when edges.TryGetProperty("shortest_edge", out var edge) => ImageResize.Shortest(edge.GetInt32()),
        _ => null,
    };

    private static int Side(int pixels, ModelFolder folder) =>
        pixels is > 0 and <= MaxSide ? pixels : throw Wrong(folder, $"asks for a side of {pixels} pixels; 1 to {MaxSide} are possible");

    private static ModelFolderException Wrong(ModelFolder folder, string what) => new($"{folder.Path}/preprocessor_config.json {what}.");
}
