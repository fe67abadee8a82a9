using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>Takes connections on loopback and never says a word.</summary>
internal sealed class SilentReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Socket> _held = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public SilentReceiver()
    {
        _listener.Start();
        _ = HoldAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/hook");

    /// <summary>Deliveries that were begun.</summary>
    public int Count => _held.Count;

    public Task ArriveAsync() => _arrived.WaitAsync(Patience.Limit);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _held) socket.Dispose();
    }

    private async Task HoldAsync()
    {
        try
        {
            while (true)
            {
                _held.Enqueue(await _listener.AcceptSocketAsync());
                _arrived.Release();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
