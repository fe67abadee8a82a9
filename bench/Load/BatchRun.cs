using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CaptionCluster.Bench.Load;

/// <summary>One batch of pictures as JSON lines, its answers counted as they come while it is still being sent.</summary>
internal static class BatchRun
{
    public static async Task<double> PicturesPerSecondAsync(int port, int count, Func<byte[]> picture)
    {
        var lines = Enumerable
            .Range(0, count)
            .Select(_ => Encoding.ASCII.GetBytes($"{{\"image\":{{\"base64\":\"{Convert.ToBase64String(picture())}\"}}}}\n"))
            .ToArray();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var clock = Stopwatch.StartNew();
        var answers = CountLinesAsync(socket);
        // To HTTP/1.0 the server answers without chunks, and ends with the connection.
        await SendAsync(
            socket,
            Encoding.ASCII.GetBytes(
                $"POST /v1/captions/batch HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                + $"{lines.Sum(line => (long)line.Length)}\r\n\r\n"
            )
        );
        foreach (var line in lines)
        {
            await SendAsync(socket, line);
        }

        return await answers == count
            ? count / clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException("Not every picture was answered.");
    }

    /// <summary>Lines of the answer's body; an error among them is none.</summary>
    private static async Task<int> CountLinesAsync(Socket socket)
    {
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8, false, 1 << 16);
        var status = await reader.ReadLineAsync();
        if (status?.Contains(" 200 ", StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"The server answered {status}.");
        }

        while (await reader.ReadLineAsync() is { Length: > 0 }) { }
        var count = 0;
        while (await reader.ReadLineAsync() is { } line) count += line.Contains("\"result\"", StringComparison.Ordinal) ? 1 : 0;
        return count;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent));
    }
}
