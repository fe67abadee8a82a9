namespace CaptionCluster.Storage.Captions;

/// <summary>
/// Keys as tables keep them. Remembers the last one: most captions have the key of the one before. Safe for concurrent use.
/// </summary>
internal sealed class KeyRows
{
    private volatile Written? _last;

    public KeyRow Of(CaptionKey key)
    {
        if (_last is not { } last || last.Key != key) _last = last = new Written(key, KeyRow.Of(key));
        return last.Row;
    }

    private sealed record Written(CaptionKey Key, KeyRow Row);
}
