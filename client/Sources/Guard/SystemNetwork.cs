using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>The machine's own.</summary>
internal sealed class SystemNetwork : INetwork
{
    private const int MaxLookups = 32;

    private readonly Lookups _lookups = new(host => Dns.GetHostAddressesAsync(host, CancellationToken.None), MaxLookups);

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        _lookups.ResolveAsync(host, cancellationToken);

    public async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
