using System.Net.Sockets;
using System.Text;

namespace CaptionCluster.Testing.Processes;

/// <summary>HTTP/1.1 by hand, for what a well-behaved client never does.</summary>
public sealed class RawConnection : IAsyncDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private NetworkStream _stream = null!;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port);
        connection._stream = new NetworkStream(connection._socket);
        return connection;
    }

    public Task PostAsync(string headers) =>
        SendAsync(Encoding.ASCII.GetBytes($"POST /v1/captions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n\r\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Says that nothing more comes, but still listens.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public async Task<int> ReadStatusAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var reader = new StreamReader(_stream, leaveOpen: true);
        var line = await reader.ReadLineAsync(patience.Token);
        return int.Parse(line!.Split(' ')[1]);
    }

    /// <summary>All that comes until the server closes.</summary>
    public async Task<string> ReadTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var reader = new StreamReader(_stream, leaveOpen: true);
        return await reader.ReadToEndAsync(patience.Token);
    }

    /// <summary>All that comes until it has that part in it.</summary>
    public async Task<string> ReadUntilAsync(string part)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(part, StringComparison.Ordinal))
        {
            var read = await _stream.ReadAsync(buffer, patience.Token);
            if (read == 0) throw new EndOfStreamException($"The server closed after: {text}");
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    /// <summary>Waits until the server closes, in whichever way.</summary>
    public async Task ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        try
        {
            await _stream.CopyToAsync(Stream.Null, patience.Token);
        }
        catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // It had bytes of ours left unread: closed all the same.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
