using System.Net;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>
/// Connects to the very address it has checked, so that no name can mean one address when checked and another when called. Whatever a host is
/// written like, what it means is what is checked.
/// </summary>
internal sealed class GuardedConnection(INetwork network, bool allowPrivate)
{
    /// <exception cref="AddressRefusedException">None of the host's addresses may be called.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await network.ResolveAsync(host, cancellationToken);
        var allowed = allowPrivate ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0) throw new AddressRefusedException(host);
        return await network.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
    }
}
