using System.Buffers;
using System.Runtime.InteropServices;

namespace CaptionCluster.Imaging.Pixels;

/// <summary>
/// Memory for pixels that does not move: pooled when small, the system's own when large, so that one huge picture leaves nothing behind.
/// </summary>
internal sealed unsafe class PixelBuffer : IDisposable
{
    /// <summary>Bytes that may be read or written behind the last pixel, so that vectors need no tail.</summary>
    public const int Slack = 64;

    private const long LargestPooled = 4 * 1024 * 1024;

    private readonly byte[]? _pooled;
    private MemoryHandle _pin;
    private void* _native;

    private PixelBuffer(long bytes)
    {
        if (bytes + Slack <= LargestPooled)
        {
            _pooled = ArrayPool<byte>.Shared.Rent((int)bytes + Slack);
            _pin = _pooled.AsMemory().Pin();
            Pixels = (byte*)_pin.Pointer;
            return;
        }

        _native = NativeMemory.Alloc((nuint)(bytes + Slack));
        Pixels = (byte*)_native;
    }

    /// <summary>Uninitialised.</summary>
    public byte* Pixels { get; private set; }

    public static PixelBuffer Rent(long bytes) => new(bytes);

    public void Dispose()
    {
        if (Pixels is null) return;

        Pixels = null;
        NativeMemory.Free(_native);
        _native = null;
        _pin.Dispose();
        if (_pooled is not null) ArrayPool<byte>.Shared.Return(_pooled);
    }
}
