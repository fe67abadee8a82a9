namespace CaptionCluster.Imaging.Resampling;

/// <summary>
/// Keeps tables that were used lately. Each key has one place, so a lookup is one read, and the memory is bounded whatever sizes strangers
/// send.
/// </summary>
internal sealed class AxisTables
{
    private const int Places = 256;
    private const int LargestKept = 16 * 1024;

    private readonly Entry?[] _entries = new Entry?[Places];

    private sealed record Entry(AxisKey Key, AxisTable Table);

    /// <returns>Null when there is nothing to do along the axis.</returns>
    public AxisTable? Get(AxisKey key)
    {
        if (key.IsIdentity) return null;

        key = key.Simplified;
        ref var place = ref _entries[(uint)key.GetHashCode() % Places];
        if (Volatile.Read(ref place) is { } entry && entry.Key == key) return entry.Table;

        var table = new AxisTable(key);
        if (table.Weights.Length <= LargestKept) Volatile.Write(ref place, new(key, table));
        return table;
    }
}
