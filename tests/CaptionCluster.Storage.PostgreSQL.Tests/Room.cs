using CaptionCluster.Storage.PostgreSQL.Captions;
using CaptionCluster.Storage.PostgreSQL.Jobs;
using CaptionCluster.Storage.PostgreSQL.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Tests;

/// <summary>A schema of one test, and the stores that are opened in it.</summary>
internal sealed class Room(string connectionString) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];

    public string Schema { get; } = $"test_{Guid.NewGuid():N}";

    public PostgreSQLCaptionStore OpenCaptions(Action<PostgreSQLStoreOptions>? configure = null, TimeProvider? time = null) => Keep(
        new PostgreSQLCaptionStore(Configured(configure), time ?? TimeProvider.System, NullLogger<PostgreSQLCaptionStore>.Instance));

    public PostgreSQLJobStore OpenJobs(Action<PostgreSQLStoreOptions>? configure = null) => Keep(
        new PostgreSQLJobStore(Configured(configure), TimeProvider.System, NullLogger<PostgreSQLJobStore>.Instance));

    public PostgreSQLKeyStore OpenKeys() =>
        Keep(new PostgreSQLKeyStore(Configured(null), TimeProvider.System, NullLogger<PostgreSQLKeyStore>.Instance));

    /// <summary>As its administrator would.</summary>
    public async Task<object?> RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Search Path={Schema}");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Nobody else reads or writes a table until this is disposed.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string table)
    {
        var holder = new NpgsqlConnection($"{connectionString};Search Path={Schema};Pooling=False");
        await holder.OpenAsync();
        await using var hold = new NpgsqlCommand($"BEGIN; LOCK TABLE {table}", holder);
        await hold.ExecuteNonQueryAsync();
        return holder;
    }

    public async Task CloseAsync()
    {
        foreach (var store in _open) await store.DisposeAsync();
        _open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await RunAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
    }

    private IOptions<PostgreSQLStoreOptions> Configured(Action<PostgreSQLStoreOptions>? configure)
    {
        var options = new PostgreSQLStoreOptions { ConnectionString = connectionString, Schema = Schema };
        configure?.Invoke(options);
        return Options.Create(options);
    }

    private T Keep<T>(T store)
        where T : IAsyncDisposable
    {
        _open.Add(store);
        return store;
    }
}
