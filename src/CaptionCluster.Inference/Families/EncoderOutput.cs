using System.Collections.Concurrent;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families;

/// <summary>
/// One output of the encoder's graph. Its rows leave the batch in arrays that are kept for the next picture: one row of a tensor is large
/// enough to burden the garbage collector.
/// </summary>
internal sealed class EncoderOutput(string name, long[] shape, int rowsKept)
{
    private readonly int[] _shape = Array.ConvertAll(shape, dimension => (int)dimension);
    private readonly int _length = shape.Aggregate(1, (product, dimension) => product * (int)dimension);
    private readonly ConcurrentBag<float[]> _rows = [];

    public string Name { get; } = name;

    public TensorBuffer<float> Buffer(int capacity) => new(Name, capacity, shape);

    public EncodedTensor Copy(ReadOnlySpan<float> row)
    {
        if (!_rows.TryTake(out var values)) values = GC.AllocateUninitializedArray<float>(_length);
        row.CopyTo(values);
        return new EncodedTensor(Name, _shape, values);
    }

    /// <summary>Takes back an array that nobody reads any more, from here or from elsewhere.</summary>
    public void Return(float[] row)
    {
        if (row.Length == _length && _rows.Count < rowsKept) _rows.Add(row);
    }
}
