namespace CaptionCluster.Inference.Preprocessing;

/// <summary>What is read from preprocessor_config.json.</summary>
internal sealed record PreprocessorConfig(
    bool DoResize, ImageSize? Size, int Resample, bool DoRescale, double RescaleFactor, bool DoNormalize, double[]? ImageMean, double[]? ImageStd);

internal sealed record ImageSize(int Height, int Width);
