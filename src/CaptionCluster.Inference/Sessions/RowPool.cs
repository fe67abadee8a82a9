using System.Collections.Concurrent;

namespace CaptionCluster.Inference.Sessions;

/// <summary>Arrays of one exact length, kept for the next picture: one row of a tensor is large enough to burden the garbage collector.</summary>
internal sealed class RowPool(int length, int kept)
{
    private readonly ConcurrentBag<float[]> _rows = [];

    public float[] Rent() => _rows.TryTake(out var row) ? row : GC.AllocateUninitializedArray<float>(length);

    /// <summary>Takes back an array that nobody reads any more, from this pool or from elsewhere.</summary>
    public void Return(float[] row)
    {
        if (row.Length == length && _rows.Count < kept) _rows.Add(row);
    }
}
