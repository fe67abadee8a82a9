namespace CaptionCluster.Grains;

/// <summary>A caption in line to be stored.</summary>
internal sealed class PendingWrite(StoredCaption caption)
{
    private volatile bool _isStored;

    public StoredCaption Caption { get; } = caption;

    public bool IsStored => _isStored;

    public void MarkStored() => _isStored = true;
}
