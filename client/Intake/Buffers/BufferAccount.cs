namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>What somebody holds, or all together. Not safe for concurrent use.</summary>
internal sealed class BufferAccount(long limit)
{
    private int _larges;

    public long Held { get; private set; }

    /// <summary>Uploads that hold or want something.</summary>
    public int Users { get; set; }

    /// <summary>One large upload at a time always fits: its bytes may be all that small ones leave, and it would never get its turn.</summary>
    public bool Fits(long bytes, bool large) => Held + bytes <= limit || (large && _larges == 0);

    public void Take(long bytes, bool large)
    {
        Held += bytes;
        if (large) _larges++;
    }

    public void Release(long bytes, bool large)
    {
        Held -= bytes;
        if (large) _larges--;
    }
}
