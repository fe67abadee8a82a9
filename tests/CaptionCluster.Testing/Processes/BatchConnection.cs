using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CaptionCluster.Testing.Processes;

/// <summary>A batch over HTTP/1.1 whose answers are read while lines are still being sent: the usual client sends all first.</summary>
public sealed class BatchConnection : IAsyncDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private NetworkStream _stream = null!;
    private StreamReader? _answers;

    public static async Task<BatchConnection> OpenAsync(Uri server, string address = "/v1/captions/batch")
    {
        var connection = new BatchConnection();
        await connection._tcp.ConnectAsync(server.Host, server.Port);
        connection._stream = connection._tcp.GetStream();
        await connection.WriteAsync(
            $"POST {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            + "application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        return connection;
    }

    /// <summary>One chunk: whole lines, ended.</summary>
    public async Task SendAsync(string lines)
    {
        var bytes = Encoding.UTF8.GetBytes(lines);
        await WriteAsync($"{bytes.Length:x}\r\n");
        await _stream.WriteAsync(bytes);
        await WriteAsync("\r\n");
    }

    public Task EndAsync() => WriteAsync("0\r\n\r\n");

    /// <summary>The next answer line; null at the end.</summary>
    public async Task<JsonNode?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        _answers ??= new StreamReader(await ChunkedStream.OpenAsync(_stream, patience.Token), Encoding.UTF8);
        return await _answers.ReadLineAsync(patience.Token) is { } line ? JsonNode.Parse(line) : null;
    }

    /// <summary>Leaves without a word.</summary>
    public void Reset()
    {
        _tcp.Client.LingerState = new LingerOption(true, 0);
        _tcp.Client.Close();
    }

    public ValueTask DisposeAsync()
    {
        _answers?.Dispose();
        _tcp.Dispose();
        return default;
    }

    private async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
