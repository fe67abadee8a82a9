using System.Globalization;
using System.Text;

namespace CaptionCluster.Testing.Processes;

/// <summary>The body of a chunked answer (RFC 9112, 7.1), as it comes.</summary>
internal sealed class ChunkedStream : Stream
{
    private readonly BufferedStream _source;
    private int _left;
    private bool _ended;

    private ChunkedStream(Stream source) => _source = new BufferedStream(source, 1 << 16);

    /// <summary>Reads the head of an answer that must be 200.</summary>
    public static async Task<Stream> OpenAsync(Stream source, CancellationToken cancellationToken)
    {
        var stream = new ChunkedStream(source);
        var status = await stream.ReadLineAsync(cancellationToken);
        if (!status.Contains(" 200 ", StringComparison.Ordinal)) throw new InvalidOperationException($"The server answered {status}.");
        while ((await stream.ReadLineAsync(cancellationToken)).Length > 0) { }
        return stream;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 && !_ended)
        {
            _left = int.Parse(await ReadLineAsync(cancellationToken), NumberStyles.HexNumber);
            _ended = _left == 0;
        }

        if (_ended) return 0;
        var read = await _source.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
        if (read == 0) throw new EndOfStreamException("The connection ended within a chunk.");
        _left -= read;
        if (_left == 0) await ReadLineAsync(cancellationToken);
        return read;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await _source.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
