namespace CaptionCluster;

/// <summary>Whether there is anything to see in a picture.</summary>
public enum ImageContent
{
    /// <summary>Nobody looked: its header alone was read, or a version before this looked at it.</summary>
    Unknown,

    /// <summary>One colour, or nothing but a gradient.</summary>
    Plain,

    /// <summary>Anything else.</summary>
    Detailed,
}
