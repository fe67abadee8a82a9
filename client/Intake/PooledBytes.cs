using System.Buffers;

namespace CaptionCluster.Client.Intake;

/// <summary>Bytes in a pooled buffer that doubles as they come. Not safe for concurrent use.</summary>
internal sealed class PooledBytes : IDisposable
{
    private readonly BufferBudget _budget;
    private byte[] _buffer = [];

    public PooledBytes(BufferBudget budget, int capacity)
    {
        _budget = budget;
        Grow(capacity);
    }

    public int Length { get; private set; }

    public Memory<byte> Memory => _buffer.AsMemory(0, Length);

    public Span<byte> Span => _buffer.AsSpan(0, Length);

    /// <exception cref="OverloadedException">The budget of all uploads is spent.</exception>
    public void Append(in ReadOnlySequence<byte> bytes)
    {
        var length = checked(Length + (int)bytes.Length);
        if (length > _buffer.Length) Grow((int)Math.Max(length, Math.Min(2L * _buffer.Length, Array.MaxLength)));
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length = length;
    }

    public void Dispose()
    {
        Length = 0;
        Exchange([]);
    }

    private void Grow(int capacity)
    {
        var next = ArrayPool<byte>.Shared.Rent(capacity);
        try
        {
            _budget.Take(next.Length);
        }
        catch (OverloadedException)
        {
            ArrayPool<byte>.Shared.Return(next);
            throw;
        }

        Span.CopyTo(next);
        Exchange(next);
    }

    private void Exchange(byte[] next)
    {
        var previous = _buffer;
        _buffer = next;
        if (previous.Length == 0) return;
        _budget.Release(previous.Length);
        ArrayPool<byte>.Shared.Return(previous);
    }
}
