using System.Collections.Concurrent;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Sources;
using CaptionCluster.Client.Sources.Fetching;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Sources.Known;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>What fetches, alone, on a clock of the test's, towards servers that are scripts.</summary>
internal sealed class SourceWorld : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ScriptedStream> _connections = new();
    private readonly Func<ScriptedStream>? _connect;

    /// <param name="connect">Each connection, by its number from 0.</param>
    /// <param name="settings">Of the section.</param>
    public SourceWorld(Func<int, ScriptedStream> connect, params (string Name, string Value)[] settings)
        : this(settings) => _connect = () => connect(_connections.Count);

    public SourceWorld(FakeNetwork network, params (string Name, string Value)[] settings) => _app = Build(network, settings);

    private SourceWorld((string Name, string Value)[] settings) => _app = Build(new FakeNetwork(ConnectAsync), settings);

    public FakeTimeProvider Time { get; } = new();

    public IReadOnlyList<ScriptedStream> Connections => [.. _connections];

    public ISourceReader Reader => Of<ISourceReader>();

    public SourceSlots Slots => Of<SourceSlots>();

    public KnownSources Known => Of<KnownSources>();

    public BufferBudget Budget => Of<BufferBudget>();

    public T Of<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<Picture> ReadAsync(string url = "http://public.example/picture", Caller? caller = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Reader.ReadAsync(url, caller ?? Caller.Unknown, cancellationToken).AsTask(), CancellationToken.None);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = _connect!();
        _connections.Enqueue(connection);
        return ValueTask.FromResult<Stream>(connection);
    }

    private WebApplication Build(FakeNetwork network, (string Name, string Value)[] settings)
    {
        foreach (var name in (string[])["public.example", "other.example", "third.example"]) network.Name(name, [FakeNetwork.Public]);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["CaptionCluster:Sources:Urls"] = "public";
        builder.Configuration["CaptionCluster:Imaging:MaxBytes"] = (1 << 20).ToString(null, null);
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name[0] == ':' ? "CaptionCluster" + name : "CaptionCluster:Sources:" + name] = value;
        }

        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddAccess();
        builder.Services.AddSingleton<IKeyStore>(new MemoryKeyStore());
        builder.AddIntake();
        builder.AddSources();
        builder.Services.AddSingleton<INetwork>(network);
        return builder.Build();
    }
}
