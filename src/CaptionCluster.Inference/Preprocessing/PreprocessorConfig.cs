using System.Text.Json;

namespace CaptionCluster.Inference.Preprocessing;

/// <summary>
/// What is read from preprocessor_config.json, in its newer and older spellings. Absent values are the defaults of Transformers' image processors.
/// </summary>
/// <param name="Size">An object with height and width, with shortest_edge, or (older) one number.</param>
/// <param name="CropSize">The same for the middle that is cut out.</param>
/// <param name="ImageProcessorType">Older: <paramref name="FeatureExtractorType"/>.</param>
internal sealed record PreprocessorConfig(
    bool? DoResize, JsonElement? Size, int? Resample, bool? DoCenterCrop, JsonElement? CropSize, bool? DoRescale, double? RescaleFactor,
    bool? DoNormalize, double[]? ImageMean, double[]? ImageStd, bool? DoFlipChannelOrder, string? ImageProcessorType, string? FeatureExtractorType)
{
    /// <summary>One number as size is the shorter side for CLIP and its kin, both sides for everyone else.</summary>
    public bool NumberIsShortestEdge => (ImageProcessorType ?? FeatureExtractorType ?? "").StartsWith("CLIP", StringComparison.Ordinal);
}
