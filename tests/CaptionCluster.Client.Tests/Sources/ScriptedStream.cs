using System.Text;
using System.Threading.Channels;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>A connection to a server of which a test says each piece it sends, and when.</summary>
/// <param name="more">Makes the next piece when the last one was read; null where the test sends them.</param>
internal sealed class ScriptedStream(Func<byte[]?>? more = null) : Stream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private readonly StringBuilder _request = new();
    private ReadOnlyMemory<byte> _piece;

    /// <summary>That were read of it.</summary>
    public long BytesRead { get; private set; }

    public bool IsClosed { get; private set; }

    public string Request => _request.ToString();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Send(string piece) => _pieces.Writer.TryWrite(Encoding.ASCII.GetBytes(piece));

    public void Send(byte[] piece) => _pieces.Writer.TryWrite(piece);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        if (_piece.IsEmpty && !_pieces.Reader.TryPeek(out _) && more?.Invoke() is { } made) Send(made);
        if (_piece.IsEmpty) _piece = await NextAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        BytesRead += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _request.Append(Encoding.ASCII.GetString(buffer.Span));
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask<byte[]> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _pieces.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException error)
        {
            throw new IOException("The connection is closed.", error); // As a socket's, whose handle is closed under a read.
        }
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        _pieces.Writer.TryComplete();
        base.Dispose(disposing);
    }
}
