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

    /// <summary>Follows no redirects by itself, and no proxy: that would look up the host's address, and connect to it.</summary>
    /// <param name="timeout">To connect: the handler would go on when nobody waits any more.</param>
    public static SocketsHttpHandler NewHandler(INetwork network, bool allowPrivate, TimeSpan timeout) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1), // An address that was allowed may have become someone else's.
        ConnectCallback = new GuardedConnection(network, allowPrivate).OpenAsync,
    };

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
