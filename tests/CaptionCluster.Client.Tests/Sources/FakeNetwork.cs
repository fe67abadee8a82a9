using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CaptionCluster.Client.Sources.Guard;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>
/// A network whose names mean what a test says, and whose public addresses all lead to one place. Others lead where they do: to whoever
/// counts that they were called.
/// </summary>
internal sealed class FakeNetwork(Func<CancellationToken, ValueTask<Stream>> toPublic) : INetwork
{
    public const string Public = "93.184.216.34";

    private readonly ConcurrentQueue<IPAddress> _called = new();

    /// <summary>Addresses by name, for each time it is asked; the last ones for ever.</summary>
    public ConcurrentDictionary<string, Queue<string[]>> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses that were connected to, or could have been.</summary>
    public IReadOnlyCollection<IPAddress> Called => _called;

    /// <summary>A name whose meaning changes each time it is asked for.</summary>
    public void Name(string name, params string[][] meanings) => Names[name] = new Queue<string[]>(meanings);

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var name = host.TrimEnd('.');
        if (IPAddress.TryParse(name, out var address)) return Task.FromResult<IPAddress[]>([address]); // As lenient resolvers do.
        if (!Names.TryGetValue(name, out var meanings)) throw new SocketException((int)SocketError.HostNotFound);
        lock (meanings)
        {
            return Task.FromResult(Array.ConvertAll(meanings.Count > 1 ? meanings.Dequeue() : meanings.Peek(), IPAddress.Parse));
        }
    }

    public ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        foreach (var address in addresses) _called.Enqueue(address);
        return Array.TrueForAll(addresses, PublicAddress.Is)
            ? toPublic(cancellationToken)
            : new SystemNetwork().ConnectAsync(addresses, port, cancellationToken);
    }
}
