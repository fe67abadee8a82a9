using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families;

/// <summary>One output of the encoder's graph, and the arrays that its rows leave the batch in.</summary>
internal sealed class EncoderOutput(string name, long[] shape, int rowsKept)
{
    private readonly int[] _shape = Array.ConvertAll(shape, dimension => (int)dimension);
    private readonly RowPool _rows = new(shape.Aggregate(1, (product, dimension) => product * (int)dimension), rowsKept);

    public string Name { get; } = name;

    public TensorBuffer<float> Buffer(int capacity) => new(Name, capacity, shape);

    public EncodedTensor Copy(ReadOnlySpan<float> row)
    {
        var values = _rows.Rent();
        row.CopyTo(values);
        return new EncodedTensor(Name, _shape, values);
    }

    public void Return(float[] row) => _rows.Return(row);
}
