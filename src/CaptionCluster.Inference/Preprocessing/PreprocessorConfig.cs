using System.Text.Json;
using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Preprocessing;

/// <summary>
/// What is read of the image processor, in its newer and older spellings. Absent values are the defaults of Transformers' image processors.
/// </summary>
/// <param name="Size">An object with height and width, with shortest_edge, or (older) one number.</param>
/// <param name="CropSize">The same for the middle that is cut out.</param>
/// <param name="ImageProcessorType">Older: <paramref name="FeatureExtractorType"/>.</param>
internal sealed record PreprocessorConfig(
    bool? DoResize,
    JsonElement? Size,
    int? Resample,
    bool? DoCenterCrop,
    JsonElement? CropSize,
    bool? DoRescale,
    double? RescaleFactor,
    bool? DoNormalize,
    double[]? ImageMean,
    double[]? ImageStd,
    bool? DoFlipChannelOrder,
    string? ImageProcessorType,
    string? FeatureExtractorType
)
{
    /// <summary>
    /// The <c>image_processor</c> of processor_config.json, where Transformers 5 keeps it, before preprocessor_config.json, as Transformers
    /// looks for it.
    /// </summary>
    /// <returns>With the name of the file, for what is wrong with it.</returns>
    /// <exception cref="ModelFolderException">Neither is there.</exception>
    public static (PreprocessorConfig Config, string File) From(ModelFolder folder)
    {
        const string Newer = "processor_config.json", Older = "preprocessor_config.json";
        if (folder.ReadOptional<ProcessorConfig>(Newer)?.ImageProcessor is { } nested) return (nested, Newer);
        return folder.ReadOptional<PreprocessorConfig>(Older) is { } own
            ? (own, Older)
            : throw new ModelFolderException($"{folder.Path} has no {Older}, and no {Newer} with an image_processor.");
    }

    /// <summary>One number as size is the shorter side for CLIP and its kin, both sides for everyone else.</summary>
    public bool NumberIsShortestEdge => (ImageProcessorType ?? FeatureExtractorType ?? "").StartsWith("CLIP", StringComparison.Ordinal);
}

/// <summary>processor_config.json. Older folders have one too, without the image processor.</summary>
internal sealed record ProcessorConfig(PreprocessorConfig? ImageProcessor);
