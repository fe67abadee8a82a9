using Npgsql;

namespace CaptionCluster.PostgreSQL;

/// <summary>A pool of connections whose operations end in time and whose failures are sentences.</summary>
internal sealed class PostgreSQLConnection : IAsyncDisposable
{
    /// <summary>Two that want each other's rows: the server lets one of them begin anew.</summary>
    private const int MaxAttempts = 5;

    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public PostgreSQLConnection(PostgreSQLConnectionOptions options, TimeProvider time)
    {
        _timeout = options.OperationTimeout;
        _time = time;
        var settings = ConnectionText.Read(options.ConnectionString)!;
        settings.ApplicationName ??= "CaptionCluster";
        settings.SearchPath = options.Schema;
        settings.Timeout = Math.Max(1, (int)options.OperationTimeout.TotalSeconds); // While it connects it does not listen to cancellation.
        settings.CancellationTimeout = -1; // A server that does not answer would not answer the request to cancel either.
        if (settings.Host!.Contains(',', StringComparison.Ordinal)) settings.TargetSessionAttributes ??= "primary";
        Pool = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        Server = $"PostgreSQL at {settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";
    }

    public NpgsqlDataSource Pool { get; }

    /// <summary>Server and database, as sentences call them: no password.</summary>
    public string Server { get; }

    /// <summary>Runs what is one transaction, or reads only, within <see cref="PostgreSQLConnectionOptions.OperationTimeout"/>.</summary>
    /// <exception cref="StoreUnavailableException">The server can't be reached, is too slow, or refuses.</exception>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> operation, CancellationToken cancellationToken) =>
        RunAsync(
            async token =>
            {
                await using var connection = await Pool.OpenConnectionAsync(token);
                return await operation(connection, token);
            },
            cancellationToken
        );

    /// <summary>The same for what takes connections from the pool by itself.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation(both.Token);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DeadlockDetected && attempt < MaxAttempts)
            {
                // Nothing of it was done.
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var fault = PostgreSQLFault.Explain(error, Server, timer.IsCancellationRequested ? _timeout : null);
                if (PostgreSQLFault.IsPassing(fault)) Pool.Clear(); // Whatever waits in the pool is as broken.
                throw fault;
            }
        }
    }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
