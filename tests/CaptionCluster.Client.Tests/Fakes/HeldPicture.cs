using System.Buffers;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>
/// A picture whose bytes can be looked at once, to be weighed, and then not before they are released: whoever tries is held.
/// </summary>
internal sealed class HeldPicture(byte[] picture) : MemoryManager<byte>
{
    private int _looks;
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody is held.</summary>
    public Task Reading => _reading.Task;

    public override Memory<byte> Memory => CreateMemory(picture.Length);

    public void Release() => _released.Set();

    public override Span<byte> GetSpan()
    {
        if (Interlocked.Increment(ref _looks) == 1) return picture;
        _reading.TrySetResult();
        _released.Wait();
        return picture;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => _released.Set();
}
