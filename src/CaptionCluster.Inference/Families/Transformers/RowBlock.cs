using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>A part of a slab that holds one tensor, row after row; how long a row is may change from step to step.</summary>
internal sealed unsafe class RowBlock(byte* memory, long bytes, TensorElementType type)
{
    private readonly byte* _memory = memory;

    /// <summary>The block as a tensor of this shape. The caller disposes it.</summary>
    public OrtValue View(params long[] shape)
    {
        var size = ElementSize(type);
        foreach (var dimension in shape) size *= dimension;
        return size <= bytes
            ? OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, (nint)_memory, size)
            : throw new InvalidOperationException($"A tensor of {size} bytes was to be shown in a block of {bytes}.");
    }

    public Span<T> Span<T>(long count)
        where T : unmanaged =>
        count * sizeof(T) <= bytes
            ? new(_memory, (int)count)
            : throw new InvalidOperationException($"{count} elements do not fit a block of {bytes} bytes.");

    /// <summary>Row <c>i</c> of this block becomes row <c>sources[i]</c> of another.</summary>
    public void Gather(RowBlock from, ReadOnlySpan<int> sources, long rowBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sources.Length * rowBytes, bytes);
        for (var row = 0; row < sources.Length; row++)
        {
            Buffer.MemoryCopy(from._memory + (sources[row] * rowBytes), _memory + (row * rowBytes), rowBytes, rowBytes);
        }
    }

    /// <summary>
    /// The same in place. Sources must rise: either every row moves towards the front (rows left) or towards the back (rows were doubled).
    /// </summary>
    public void GatherInPlace(ReadOnlySpan<int> sources, long rowBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sources.Length * rowBytes, bytes);
        for (var row = 0; row < sources.Length; row++)
        {
            if (sources[row] > row) Move(sources[row], row, rowBytes);
        }

        for (var row = sources.Length - 1; row >= 0; row--)
        {
            if (sources[row] < row) Move(sources[row], row, rowBytes);
        }
    }

    public static long ElementSize(TensorElementType type) => type switch
    {
        TensorElementType.Float => sizeof(float),
        TensorElementType.Int64 => sizeof(long),
        TensorElementType.Float16 => sizeof(ushort),
        TensorElementType.Bool => sizeof(bool),
        _ => throw new NotSupportedException(type.ToString()),
    };

    private void Move(int from, int to, long rowBytes) =>
        Buffer.MemoryCopy(_memory + (from * rowBytes), _memory + (to * rowBytes), rowBytes, rowBytes);
}
