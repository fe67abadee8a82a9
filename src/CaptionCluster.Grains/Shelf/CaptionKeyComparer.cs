namespace CaptionCluster.Grains;

/// <summary>Keys as stores see them: the same model folder under another name says the same.</summary>
internal sealed class CaptionKeyComparer : IEqualityComparer<CaptionKey>
{
    public static CaptionKeyComparer Instance { get; } = new();

    public bool Equals(CaptionKey? x, CaptionKey? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null
            && x.Model.Revision == y.Model.Revision && x.Model.Variant == y.Model.Variant && x.Decoding == y.Decoding);

    public int GetHashCode(CaptionKey key) =>
        HashCode.Combine(key.Model.Revision, key.Model.Variant, key.Decoding.NumBeams, key.Decoding.MaxNewTokens);
}
