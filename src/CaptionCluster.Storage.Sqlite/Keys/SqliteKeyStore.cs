using CaptionCluster.Storage.Keys;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Keys;

/// <summary>Keys in one SQLite file. Several processes may have it open: each sees what another has committed.</summary>
internal sealed class SqliteKeyStore(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteKeyStore> logger)
    : IKeyStore, IWatchedStore, IOpenedAtStart
{
    private readonly SqliteStoreFile<KeyReader, KeyWriter> _file = new(
        SqliteFile.Keys(options.Value), options.Value, connection => new(connection), connection => new(connection), time, logger);

    public string? Trouble => _file.Trouble;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _file.Open();
        return Task.CompletedTask;
    }

    public Task LookAfterAsync(CancellationToken cancellationToken)
    {
        _file.LookAfter();
        return Task.CompletedTask;
    }

    public Task<string> ReadVersionAsync(CancellationToken cancellationToken) =>
        _file.ReadAsync(reader => reader.Version(), cancellationToken);

    public Task<KeyTable> ReadAsync(CancellationToken cancellationToken) => _file.ReadAsync(reader => reader.All(), cancellationToken);

    public Task AddAsync(ApiKey key, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        var document = ApiKeyRows.DocumentOf(key);
        return _file.WriteAsync(writer => writer.Add(key, document, endedBefore), cancellationToken);
    }

    public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        _file.WriteAsync(writer => writer.Revoke(id, at), cancellationToken);

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.DisposeAsync"/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
