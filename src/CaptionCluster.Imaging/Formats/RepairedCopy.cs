using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>Puts a picture together again from its sound pieces. Only for pictures that need it: it costs a copy.</summary>
internal unsafe struct RepairedCopy(int capacity)
{
    private readonly PixelBuffer _buffer = PixelBuffer.Rent(capacity);
    private int _length;

    public readonly Span<byte> Written => new(_buffer.Pixels, _length);

    public void Append(ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(new Span<byte>(_buffer.Pixels, capacity)[_length..]);
        _length += piece.Length;
    }

    public readonly DecoderInput Finish() => new(Written, _buffer);
}
