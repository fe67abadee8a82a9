using System.Buffers;
using System.Runtime.InteropServices;

namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>
/// Memory of the system's, which gets it back when it is freed. An array of this size would stay: in the pool it came from, or with the
/// garbage collector. Large blocks cost memory only where they were written to. Not safe for concurrent use.
/// </summary>
internal sealed unsafe class NativeBytes : MemoryManager<byte>
{
    private void* _bytes;
    private bool _isOver;

    public int Capacity { get; private set; }

    /// <summary>What was written is kept. Earlier spans of it are void.</summary>
    public void Resize(int capacity)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        _bytes = NativeMemory.Realloc(_bytes, (nuint)Math.Max(1, capacity));
        Capacity = capacity;
    }

    public Memory<byte> First(int length) => CreateMemory(length);

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        return new Span<byte>(_bytes, Capacity);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)Capacity, nameof(elementIndex));
        return new MemoryHandle((byte*)_bytes + elementIndex);
    }

    public override void Unpin()
    {
        // It never moves.
    }

    public void Free()
    {
        if (_isOver) return;
        _isOver = true;
        NativeMemory.Free(_bytes);
        _bytes = null;
    }

    protected override void Dispose(bool disposing) => Free();
}
