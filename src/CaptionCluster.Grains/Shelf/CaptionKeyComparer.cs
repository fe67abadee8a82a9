namespace CaptionCluster.Grains;

/// <summary>Keys as stores see them: the same model folder under another name says the same.</summary>
internal sealed class CaptionKeyComparer : IEqualityComparer<CaptionKey>
{
    public static CaptionKeyComparer Instance { get; } = new();

    public bool Equals(CaptionKey? x, CaptionKey? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.IsSame(y));

    public int GetHashCode(CaptionKey key) => key.GetHashCode();
}
