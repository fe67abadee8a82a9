using System.Net;
using System.Net.Sockets;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>
/// Connects to the very address it has checked, so that no name can mean one address when checked and another when called.
/// </summary>
internal sealed class GuardedConnection(bool allowPrivate)
{
    /// <exception cref="HttpRequestException">None of the host's addresses may be called.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = allowPrivate ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0) throw new HttpRequestException($"{host} is not on the public internet.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
