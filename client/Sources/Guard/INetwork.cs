using System.Net;

namespace CaptionCluster.Client.Sources.Guard;

/// <summary>What is asked of the network: what a name means, and a connection.</summary>
internal interface INetwork
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <param name="addresses">Tried one after another.</param>
    ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken);
}
