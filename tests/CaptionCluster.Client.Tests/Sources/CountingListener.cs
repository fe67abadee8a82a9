using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>A service of this machine's, on loopback, that nobody else should reach: counts who does, and hangs up.</summary>
internal sealed class CountingListener : IDisposable
{
    private readonly TcpListener _v4 = new(IPAddress.Loopback, 0);
    private readonly TcpListener? _v6;
    private int _count;

    public CountingListener()
    {
        _v4.Start();
        Port = ((IPEndPoint)_v4.LocalEndpoint).Port;
        _ = CountAsync(_v4);
        if (!Socket.OSSupportsIPv6) return;
        _v6 = new TcpListener(IPAddress.IPv6Loopback, Port);
        _v6.Start();
        _ = CountAsync(_v6);
    }

    public int Port { get; }

    public int Count => Volatile.Read(ref _count);

    public void Dispose()
    {
        _v4.Dispose();
        _v6?.Dispose();
    }

    private async Task CountAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                Interlocked.Increment(ref _count);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
