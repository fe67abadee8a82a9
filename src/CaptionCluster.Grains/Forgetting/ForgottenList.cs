namespace CaptionCluster.Grains;

/// <summary>The newest digests, numbered. Not safe for concurrent use.</summary>
internal sealed class ForgottenList(int capacity = 10_000)
{
    private readonly Guid _name = Guid.NewGuid();
    private readonly Queue<ImageDigest> _digests = new();
    private long _count;

    public void Add(ImageDigest digest)
    {
        _digests.Enqueue(digest);
        _count++;
        if (_digests.Count > capacity) _digests.Dequeue();
    }

    public ForgottenNews Since(ForgottenMark mark)
    {
        var missed = _count - mark.Count;
        var isWhole = mark.List == _name && missed <= _digests.Count;
        return new ForgottenNews(
            new ForgottenMark(_name, _count), isWhole && missed > 0 ? [.. _digests.Skip(_digests.Count - (int)missed)] : [], isWhole);
    }
}
