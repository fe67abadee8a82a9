namespace CaptionCluster;

/// <summary>
/// Who waits for a caption, and so whose turn it is first. No priority starves another: each keeps a share of every busy batch.
/// </summary>
public enum CaptionPriority
{
    /// <summary>A person, or a program that a person waits for.</summary>
    Interactive = 0,

    /// <summary>One request with many pictures.</summary>
    Batch = 1,

    /// <summary>Accepted to be done some time; nobody's connection is open for it.</summary>
    Job = 2,
}
