using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Sessions;

/// <summary>
/// Native memory for up to <c>capacity</c> rows of one tensor, shown to a session as a tensor of however many rows are in use.
/// </summary>
internal abstract unsafe class TensorBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private readonly OrtValue?[] _values;
    private readonly long[] _rowShape;
    private readonly TensorElementType _type;
    private readonly long _rowBytes;
    private void* _memory;

    protected TensorBuffer(string name, TensorElementType type, int elementSize, int capacity, params ReadOnlySpan<long> rowShape)
    {
        (Name, Capacity, _type, _rowShape) = (name, capacity, type, rowShape.ToArray());
        RowLength = 1;
        foreach (var dimension in rowShape) RowLength = checked(RowLength * (int)dimension);
        _rowBytes = (long)RowLength * elementSize;
        _values = new OrtValue?[capacity + 1];
        _memory = NativeMemory.AlignedAlloc((nuint)(_rowBytes * capacity), Alignment);
        NativeMemory.Clear(_memory, (nuint)(_rowBytes * capacity));
    }

    public string Name { get; }

    public int Capacity { get; }

    /// <summary>Elements a row.</summary>
    public int RowLength { get; }

    protected void* Memory => _memory;

    /// <summary>The first <paramref name="rows"/> rows as a tensor <c>[rows, …]</c> over this memory.</summary>
    public OrtValue Value(int rows) => _values[rows] ??= OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, _type, [rows, .. _rowShape], (nint)_memory, _rowBytes * rows);

    public void Dispose()
    {
        foreach (var value in _values) value?.Dispose();
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}

/// <inheritdoc cref="TensorBuffer" />
internal sealed unsafe class TensorBuffer<T>(string name, int capacity, params ReadOnlySpan<long> rowShape)
    : TensorBuffer(name, TypeOf(), Unsafe.SizeOf<T>(), capacity, rowShape)
    where T : unmanaged
{
    public Span<T> Row(int row) => Rows(row, 1);

    public Span<T> Rows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Capacity);
        return new((T*)Memory + ((long)first * RowLength), count * RowLength);
    }

    private static TensorElementType TypeOf() =>
        typeof(T) == typeof(float) ? TensorElementType.Float
        : typeof(T) == typeof(long) ? TensorElementType.Int64
        : throw new NotSupportedException(typeof(T).Name);
}
