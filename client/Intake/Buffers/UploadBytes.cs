using System.Buffers;

namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>The bytes of an upload as they come. Not safe for concurrent use.</summary>
/// <param name="most">They can't be more: what was announced, or what is accepted.</param>
internal sealed class UploadBytes(BufferBudget budget, Caller caller, int most) : IDisposable
{
    public const int FirstBuffer = 64 * 1024;

    /// <summary>Most pictures have less than this, which is no reason to keep room for the largest.</summary>
    private const int SecondBuffer = 1024 * 1024;

    private readonly NativeBytes _bytes = new();
    private readonly BufferHold _hold = budget.Open(caller);
    private readonly int _most = (int)Math.Min(most, budget.Limit);

    public int Length { get; private set; }

    public Memory<byte> Memory => Length == 0 ? default : _bytes.First(Length);

    public Span<byte> Span => Length == 0 ? default : _bytes.GetSpan()[..Length];

    /// <summary>What is held of the budget, for all these bytes may become.</summary>
    public BufferHold Hold => _hold;

    /// <summary>Waits for room if there is none.</summary>
    /// <exception cref="OverloadedException">There was none in time.</exception>
    public ValueTask AppendAsync(in ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        var length = Length + bytes.Length;
        if (length <= _bytes.Capacity)
        {
            Append(bytes);
            return default;
        }

        var step = length <= FirstBuffer ? FirstBuffer : length <= SecondBuffer ? SecondBuffer : _most;
        var growing = budget.GrowAsync(_hold, Math.Max(length, Math.Min(_most, step)), large: length > SecondBuffer, cancellationToken);
        if (!growing.IsCompletedSuccessfully) return AppendLaterAsync(growing, bytes);
        _bytes.Resize((int)_hold.Bytes);
        Append(bytes);
        return default;
    }

    /// <summary>No more will come.</summary>
    public void Complete()
    {
        if (_hold.Bytes == Length) return;
        _bytes.Resize(Length);
        budget.Shrink(_hold, Length);
    }

    public void Dispose()
    {
        Length = 0;
        _bytes.Free();
        _hold.Dispose();
    }

    private async ValueTask AppendLaterAsync(ValueTask growing, ReadOnlySequence<byte> bytes)
    {
        await growing;
        _bytes.Resize((int)_hold.Bytes);
        Append(bytes);
    }

    private void Append(in ReadOnlySequence<byte> bytes)
    {
        bytes.CopyTo(_bytes.GetSpan()[Length..]);
        Length += (int)bytes.Length;
    }
}
