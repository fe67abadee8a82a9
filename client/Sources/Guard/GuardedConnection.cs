using System.Net;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>
/// Connects to the very address it has checked, so that no name can mean one address when checked and another when called. Whatever a host
/// is written like, what it means is what is checked.
/// </summary>
internal sealed class GuardedConnection(INetwork network, bool allowPrivate)
{
    /// <summary>Of a request: who it is for has left. By itself a connection would be opened all the same.</summary>
    public static readonly HttpRequestOptionsKey<CancellationToken> Leaving = new("leaving");

    /// <exception cref="AddressRefusedException">None of the host's addresses may be called.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        _ = context.InitialRequestMessage.Options.TryGetValue(Leaving, out var leaving);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, leaving);
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await network.ResolveAsync(host, either.Token);
        var allowed = allowPrivate ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0) throw new AddressRefusedException(host);
        return await network.ConnectAsync(allowed, context.DnsEndPoint.Port, either.Token);
    }
}
