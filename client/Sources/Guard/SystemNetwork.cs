using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>The machine's own.</summary>
internal sealed class SystemNetwork : INetwork
{
    /// <summary>A look-up holds a thread, and goes on when nobody waits for it any more: slow name servers may hold so many.</summary>
    private const int MaxLookups = 32;

    private readonly SemaphoreSlim _lookups = new(MaxLookups);

    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        await _lookups.WaitAsync(cancellationToken);
        return await LookUpAsync(host).WaitAsync(cancellationToken);
    }

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

    private async Task<IPAddress[]> LookUpAsync(string host)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, CancellationToken.None);
        }
        finally
        {
            _lookups.Release();
        }
    }
}
