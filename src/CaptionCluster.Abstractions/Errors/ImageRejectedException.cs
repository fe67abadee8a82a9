namespace CaptionCluster;

/// <summary>Why bytes were refused as a picture.</summary>
public enum ImageRejection
{
    /// <summary>Empty, cut off or corrupt: the message names the rule that failed.</summary>
    Broken,

    /// <summary>More bytes, pixels or a longer side than allowed.</summary>
    TooLarge,

    /// <summary>Not one of the formats that are accepted.</summary>
    UnsupportedFormat,
}

[GenerateSerializer]
public sealed class ImageRejectedException(ImageRejection reason, string code, string message, Exception? inner = null)
    : CaptionClusterException(code, message, inner)
{
    [Id(0)] public ImageRejection Reason { get; } = reason;
}
