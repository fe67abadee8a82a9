using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Opening;

/// <summary>
/// A store's tables: made before they are used, and made again when they were dropped. Tables of another identity than before are new ones.
/// </summary>
/// <param name="whenLost">What follows when they are dropped.</param>
internal sealed class PostgreSQLStore(
    TableSet tables, string whenLost, PostgreSQLConnectionOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>How long a loss stays a reason to look.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly PostgreSQLConnection _connection = new(options, time);
    private readonly SchemaUpgrade _upgrade = new(tables, options.Schema);
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isPrepared;
    private volatile string? _hindrance;
    private Guid? _identity;
    private long _losses;
    private long _lostAt;

    public string Server => _connection.Server;

    public long Losses => Volatile.Read(ref _losses);

    /// <summary>What whoever runs the store should know; null for nothing.</summary>
    public string? Trouble => _hindrance ?? (IsLossRecent ? Loss : null);

    private bool IsLossRecent => Losses > 0 && time.GetElapsedTime(Volatile.Read(ref _lostAt)) <= Remembered;

    private string Loss =>
        $"The tables of {tables.Kept} were dropped while they were in use: {whenLost}. What is stored now is kept in new ones.";

    /// <summary>Prepares the tables, if the server is there.</summary>
    /// <exception cref="StoreUnavailableException">It refuses: somebody must put that right.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var kind = char.ToUpperInvariant(tables.Kept[0]) + tables.Kept[1..];
        return logger.OpenAsync(kind, Server, PrepareAsync, PostgreSQLFault.IsPassing, cancellationToken);
    }

    /// <summary>Runs what is one transaction, or reads only.</summary>
    /// <exception cref="StoreUnavailableException">The server can't be reached, is too slow, or refuses.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await PrepareAsync(cancellationToken);
        try
        {
            return await _connection.RunAsync(operation, cancellationToken);
        }
        catch (StoreUnavailableException error) when (PostgreSQLFault.IsMissing(error))
        {
            _isPrepared = false;
            throw;
        }
    }

    /// <inheritdoc cref="IWatchedStore.LookAfterAsync"/>
    public async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await _connection.RunAsync(_upgrade.FindAsync, cancellationToken) != _identity) _isPrepared = false;
            await PrepareAsync(cancellationToken);
            _hindrance = null;
        }
        catch (StoreUnavailableException error)
        {
            _hindrance = error.Message;
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isPrepared) return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isPrepared) return;
            Remember(
                await _connection.RunAsync(_upgrade.FindAsync, cancellationToken)
                ?? await _connection.RunAsync(_upgrade.RunAsync, cancellationToken));
            _isPrepared = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Remember(Guid identity)
    {
        if (_identity is { } before && before != identity)
        {
            Volatile.Write(ref _lostAt, time.GetTimestamp());
            Interlocked.Increment(ref _losses);
            logger.Emptied(Server, Loss);
        }

        _identity = identity;
    }
}
