namespace CaptionCluster;

/// <summary>Resampling filters. The numbers are Pillow's and Transformers' own (<c>resample</c> in preprocessor_config.json).</summary>
public enum ResampleFilter
{
    Nearest = 0,
    Lanczos = 1,
    Bilinear = 2,
    Bicubic = 3,
    Box = 4,
    Hamming = 5,
}
