namespace CaptionCluster.Imaging;

/// <summary>What decoding a picture should cost, told from its bytes before any pixel is allocated.</summary>
/// <param name="InScans">A JPEG in several scans, most of them progressive: each is a pass over the whole picture.</param>
/// <param name="Nominal">On a processor of our own; what another takes is in proportion.</param>
public readonly record struct DecodeLoad(ImageFormat Format, bool InScans, TimeSpan Nominal);
