using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CaptionCluster.MongoDBDouble.Commands;
using CaptionCluster.MongoDBDouble.Faults;
using CaptionCluster.MongoDBDouble.Wire;

namespace CaptionCluster.MongoDBDouble;

/// <summary>
/// A test double of a MongoDB server, not a database: it speaks the wire protocol on a loopback port and keeps its data in memory. It knows
/// the commands this product uses, refuses what it does not know, and can be told to fail in the ways real servers do.
/// </summary>
/// <remarks>
/// What it does not have: transactions, authentication that succeeds, compression, TLS, other members to elect, storage. Reads see the
/// newest write whatever the read concern; commands are atomic, one after another.
/// </remarks>
public sealed class MongoServerDouble : IAsyncDisposable
{
    /// <summary>How often a server looks for what has expired.</summary>
    public static readonly TimeSpan ExpiryInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private readonly CommandTable _commands;
    private readonly ITimer _expiry;
    private TcpListener? _listener;
    private CancellationTokenSource _up = new();

    /// <param name="port">0 for one the system chooses.</param>
    /// <param name="time">Whose minutes the expiry of documents follows.</param>
    public MongoServerDouble(int port = 0, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        Port = Listen(port);
        _commands = new CommandTable(Faults, Address);
        _expiry = time.CreateTimer(_ => _commands.RemoveExpired(time.GetUtcNow().UtcDateTime), null, ExpiryInterval, ExpiryInterval);
        Accept();
    }

    public int Port { get; }

    public FaultSwitches Faults { get; } = new();

    public string ConnectionString => $"mongodb://{Address}/?replicaSet={HelloCommand.SetName}";

    private string Address => $"127.0.0.1:{Port}";

    /// <summary>Nobody answers any more; every connection breaks. What was written stays.</summary>
    public async Task GoDownAsync()
    {
        lock (_lock)
        {
            _listener?.Stop();
            _listener = null;
        }

        await _up.CancelAsync();
        foreach (var client in _connections.Keys) client.Dispose();
        await Task.WhenAll(_connections.Values);
    }

    /// <summary>Back at the same port, with what was written.</summary>
    public void ComeBack()
    {
        lock (_lock)
        {
            if (_listener is not null) return;
            _up.Dispose();
            _up = new CancellationTokenSource();
            Listen(Port);
            Accept();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await GoDownAsync();
        await _expiry.DisposeAsync();
        _up.Dispose();
    }

    private int Listen(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        return ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    private void Accept() => _ = AcceptAsync(_listener!, _up.Token);

    private async Task AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(cancellationToken);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return; // Gone down.
            }

            var serving = Task.Run(
                () => new WireConnection(client, _commands, Faults).ServeAsync(cancellationToken),
                CancellationToken.None
            );
            _connections[client] = serving;
            _ = serving.ContinueWith(_ => _connections.TryRemove(client, out Task? _), TaskScheduler.Default);
        }
    }
}
