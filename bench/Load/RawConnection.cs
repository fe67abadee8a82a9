using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CaptionCluster.Bench.Load;

/// <summary>One keep-alive HTTP/1.1 connection that costs the load generator as little as can be.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _head = new byte[256];
    private byte[] _answer = new byte[16 * 1024];

    public Task ConnectAsync() => _socket.ConnectAsync(IPAddress.Loopback, port);

    public Task<int> PostAsync(string path, byte[] body) => SendAsync("POST", path, body);

    public Task<int> GetAsync(string path) => SendAsync("GET", path, []);

    /// <summary>The body of the last answer.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    public void Dispose() => _socket.Dispose();

    /// <summary>On this thread alone: what is measured is the server's time and not the load generator's own hops.</summary>
    public int PostBlocking(string path, byte[] body)
    {
        var length = WriteHead("POST", path, body);
        _socket.Send(new ArraySegment<byte>[] { new(_head, 0, length), new(body) });
        for (var received = 0; ;)
        {
            received += Received(_socket.Receive(Room(received)));
            if (Complete(_answer.AsSpan(0, received), out var status)) return status;
        }
    }

    private async Task<int> SendAsync(string method, string path, byte[] body)
    {
        var length = WriteHead(method, path, body);
        await _socket.SendAsync(new ArraySegment<byte>[] { new(_head, 0, length), new(body) });
        for (var received = 0; ;)
        {
            received += Received(await _socket.ReceiveAsync(Room(received)));
            if (Complete(_answer.AsSpan(0, received), out var status)) return status;
        }
    }

    private int WriteHead(string method, string path, byte[] body) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: {body.Length}\r\n\r\n", _head);

    private ArraySegment<byte> Room(int received)
    {
        if (received == _answer.Length) Array.Resize(ref _answer, _answer.Length * 2);
        return new(_answer, received, _answer.Length - received);
    }

    private static int Received(int count) => count > 0 ? count : throw new IOException("The server closed the connection.");

    private bool Complete(ReadOnlySpan<byte> answer, out int status)
    {
        status = 0;
        var headers = answer.IndexOf("\r\n\r\n"u8);
        if (headers < 0) return false;
        status = int.Parse(answer.Slice(9, 3));
        var body = headers + 4;
        var field = answer[..headers].IndexOf("Content-Length: "u8);
        if (field < 0)
        {
            if (!answer.EndsWith("0\r\n\r\n"u8)) return false;
            Body = _answer.AsMemory(body, answer.Length - body);
            return true;
        }

        var rest = answer[(field + 16)..];
        var length = int.Parse(rest[..rest.IndexOf("\r\n"u8)]);
        if (answer.Length < body + length) return false;
        Body = _answer.AsMemory(body, length);
        return true;
    }
}
